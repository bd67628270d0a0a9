package dev.longhaul.tools.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of JSON that are only ever added to, each on the disk when {@link #add} returns. A line that a crash cut off stands for
 * something that was not done, and is passed over.
 */
record ChangeLog(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * One line: a change, or that all changes of a file behind a place of the session were undone.
     *
     * @param kind {@value #CHANGE} or {@value #UNDONE}
     * @param root as {@link Roots} writes it
     * @param at ISO-8601
     */
    record Line(
            String kind,
            String session,
            long seq,
            String root,
            String path,
            @Nullable String before,
            @Nullable String after,
            String at) {

        static final String CHANGE = "change";
        static final String UNDONE = "undone";

        static Line of(FileChange change, Roots roots) {
            return new Line(
                    CHANGE,
                    change.session(),
                    change.seq(),
                    roots.written(change.root()),
                    change.path(),
                    change.before(),
                    change.after(),
                    change.at().toString());
        }

        boolean isChange() {
            return kind.equals(CHANGE) && after != null;
        }

        FileChange change(Roots roots) {
            return new FileChange(
                    session, seq, roots.read(root), path, before, Objects.requireNonNull(after), Instant.parse(at));
        }
    }

    void add(Line line) throws IOException {
        boolean isNew = !Files.exists(file());
        var text = (isNew || isWhole() ? "" : "\n") + MAPPER.writeValueAsString(line) + "\n";
        try (var channel = FileChannel.open(
                file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
            // One write, so that lines of several processes do not mix.
            for (var rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        if (isNew) {
            DurableFolder.force(folder);
        }
    }

    Path file() {
        return folder.resolve("changes.jsonl");
    }

    /** Whether the last line has its end; if not, it must not run into the next. */
    private boolean isWhole() throws IOException {
        try (var channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            var last = ByteBuffer.allocate(1);
            return channel.size() == 0 || channel.read(last, channel.size() - 1) < 1 || last.get(0) == '\n';
        }
    }

    void each(Consumer<Line> reader) throws IOException {
        if (!Files.exists(file())) {
            return;
        }
        // Unlike Files.newBufferedReader, this does not mind a character that was cut in two.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file()), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line, reader);
            }
        }
    }

    private void read(String text, Consumer<Line> reader) {
        if (text.isEmpty()) {
            return;
        }
        try {
            reader.accept(MAPPER.readValue(text, Line.class));
        } catch (JsonProcessingException e) {
            LOG.warn("{} holds a line that is cut off; the change it was for was not made", file());
        }
    }
}
