package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import org.jspecify.annotations.Nullable;

/** A whole text file in memory. Whoever asks for its bytes must not change them. */
final class TextFile {

    /** What is changed as a whole, and kept for undoing, is at most this large. */
    static final int MOST_BYTES = 16_000_000;

    private final byte[] content;
    private final String text;
    private final Encoding encoding;

    private TextFile(byte[] content, String text, Encoding encoding) {
        this.content = content;
        this.text = text;
        this.encoding = encoding;
    }

    byte[] content() {
        return content;
    }

    /** Without byte order mark, line ends as they are. */
    String text() {
        return text;
    }

    /**
     * Reads what stands there, or refuses.
     *
     * @return null for nothing
     */
    static @Nullable TextFile at(Tree.Place place) throws IOException, WorkspaceException {
        if (place.stat() == null) {
            return null;
        }
        requireFile(place);
        byte[] content;
        try (var in = Channels.newInputStream(place.folder().read(place.name()))) {
            content = in.readNBytes(MOST_BYTES + 1);
        }
        if (content.length > MOST_BYTES) {
            throw new WorkspaceException(
                    "%s has more than %s, too large to be changed as a whole: use run_command, with sed for instance"
                            .formatted(place.path(), WorkspaceException.size(MOST_BYTES)));
        }
        var encoding = Encoding.of(content).orElseThrow(() -> notText(place.path()));
        return new TextFile(content, encoding.decoded(content).orElseThrow(), encoding);
    }

    static void requireFile(Tree.Place place) throws WorkspaceException {
        if (place.is(Stat.Kind.FOLDER)) {
            throw new WorkspaceException("%s is a folder: list_files shows what is in it".formatted(place.path()));
        }
        if (place.is(Stat.Kind.SPECIAL)) {
            throw new WorkspaceException(
                    "%s is a pipe, socket or device, not a file: name a regular file".formatted(place.path()));
        }
    }

    static WorkspaceException notText(TreePath path) {
        return new WorkspaceException(
                ("%s is not a text file (neither UTF-8, UTF-16 with a mark, nor Latin-1): use run_command, with file, xxd or"
                                + " iconv for instance")
                        .formatted(path));
    }

    /** The bytes of this file with another text. */
    byte[] with(String other, TreePath path) throws WorkspaceException {
        return encoded(other, encoding, path);
    }

    static byte[] encoded(String text, Encoding encoding, TreePath path) throws WorkspaceException {
        var bytes = encoding.encoded(text)
                .orElseThrow(() -> new WorkspaceException(
                        ("%s is in %s, and the new text has characters that cannot be written so: leave them out, or"
                                        + " convert the file first with run_command and iconv")
                                .formatted(path, encoding.label())));
        if (bytes.length > MOST_BYTES) {
            throw new WorkspaceException(
                    "%s would have %s: at most %s".formatted(path, size(bytes.length), size(MOST_BYTES)));
        }
        return bytes;
    }

    private static String size(long bytes) {
        return WorkspaceException.size(bytes);
    }
}
