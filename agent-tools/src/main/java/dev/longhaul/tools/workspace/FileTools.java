package dev.longhaul.tools.workspace;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.longhaul.tool.ToolContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes single files. */
final class FileTools {

    private static final int HEAD_BYTES = 64_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Tree tree;
    private final FileWriter writer;

    FileTools(Tree tree, FileWriter writer) {
        this.tree = tree;
        this.writer = writer;
    }

    @Tool(
            name = "read_file",
            value =
                    "Reads a text file, or shows an image (PNG, JPEG, GIF, WebP). Each line comes with its number and a tab before it, which are not part of the file."
                            + " Long files come in pages: the end of a page says how to go on.")
    List<Content> read(
            @P(name = "path", value = "from the workspace's root, such as src/Main.java") String path,
            @P(name = "offset", value = "number of the first line, from 1", required = false) @Nullable Integer offset,
            @P(name = "limit", value = "how many lines; 2000 if left out", required = false) @Nullable Integer limit)
            throws IOException, WorkspaceException {
        var page = Page.of(offset, limit);
        try (var place = tree.find(tree.parse(path))) {
            var stat = place.stat();
            if (stat == null) {
                throw new WorkspaceException("there is no \"%s\": list_files shows what there is".formatted(path));
            }
            TextFile.requireFile(place);
            return shown(place, stat, page);
        }
    }

    private static List<Content> shown(Tree.Place place, Stat stat, Page page) throws IOException, WorkspaceException {
        try (var channel = place.folder().read(place.name());
                var in = Channels.newInputStream(channel)) {
            var head = in.readNBytes(HEAD_BYTES);
            var image = ImageFile.at(place, head, in);
            if (image.isPresent()) {
                return image.get().contents();
            }
            var encoding = Encoding.ofHead(head).orElseThrow(() -> TextFile.notText(place.path()));
            channel.position(encoding.markLength());
            var reader = new BufferedReader(new InputStreamReader(in, encoding.charset()));
            var ends = LineEnds.of(encoding.decodedLeniently(head));
            var text = text(page.read(reader, TimeLimit.of(LONGEST)), page, stat.size());
            return List.of(TextContent.from(text + note(encoding, ends)));
        }
    }

    private static String text(Page.Shown shown, Page page, long bytes) {
        if (bytes == 0) {
            return "(the file is empty)";
        }
        if (shown.next() > 0) {
            return shown.text()
                    + "[the file goes on: read it with offset %d; it has %s in all]"
                            .formatted(shown.next(), WorkspaceException.size(bytes));
        }
        return shown.lines() < page.first() ? "[the file ends at line %d]".formatted(shown.lines()) : shown.text();
    }

    /** Only what is unusual. */
    private static String note(Encoding encoding, LineEnds ends) {
        var encoded =
                encoding == Encoding.UTF_8 ? "" : "\n[" + encoding.label() + "; stays so when the file is changed]";
        return switch (ends) {
            case LF -> encoded;
            case CRLF -> encoded + "\n[lines end in CRLF; write \\n, they stay so]";
            case MIXED -> encoded + "\n[some lines end in CRLF, some in LF; they stay so]";
        };
    }

    @Tool(
            name = "write_file",
            value =
                    "Writes a whole text file, new or in the place of an old one; folders are made. To change a part of a"
                            + " file use edit_file.")
    String write(
            @P(name = "path", value = "from the workspace's root, such as src/Main.java") String path,
            @P(name = "content", value = "all of it") String content,
            ToolContext context)
            throws IOException, WorkspaceException, InterruptedException {
        var written = writer.write(tree.parse(path), context, (file, at) -> replaced(file, content, at));
        if (!written.isChanged()) {
            return written.path() + " holds this content already.";
        }
        return (written.before() == null ? "Created %s, %d lines." : "Replaced %s, now %d lines.")
                .formatted(written.path(), content.lines().count());
    }

    private static Optional<byte[]> replaced(@Nullable TextFile file, String content, TreePath path)
            throws WorkspaceException {
        if (file == null) {
            return Optional.of(TextFile.encoded(content, Encoding.UTF_8, path));
        }
        var text = content.contains("\r\n") ? content : LineEnds.of(file.text()).in(content);
        return changed(file, text, path);
    }

    @Tool(
            name = "edit_file",
            value = "Replaces one piece of a text file by another. old_text must occur exactly once: take enough lines"
                    + " around the change, with their blanks, without line numbers.")
    String edit(
            @P(name = "path", value = "from the workspace's root, such as src/Main.java") String path,
            @P(name = "old_text", value = "as it stands in the file") String oldText,
            @P(name = "new_text", value = "what is to stand there; may be empty") String newText,
            ToolContext context)
            throws IOException, WorkspaceException, InterruptedException {
        var edit = new Edit(oldText, newText);
        var written = writer.change(tree.parse(path), context, (file, at) -> edited(file, edit, at));
        return written.isChanged()
                ? "Changed " + written.path() + "."
                : written.path() + " was changed by this very call before it was interrupted: it is done already.";
    }

    private static Optional<byte[]> edited(@Nullable TextFile file, Edit edit, TreePath path)
            throws WorkspaceException {
        if (file == null) {
            throw new WorkspaceException("there is no \"%s\": list_files shows what there is".formatted(path));
        }
        return Optional.of(file.with(edit.in(file.text(), path.toString()), path));
    }

    private static Optional<byte[]> changed(TextFile file, String text, TreePath path) throws WorkspaceException {
        var content = file.with(text, path);
        return Arrays.equals(content, file.content()) ? Optional.empty() : Optional.of(content);
    }
}
