package dev.longhaul.samples.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of JSON for every change at the desk. A desk opened anew on it after a crash knows every ticket's state, and
 * which calls it has answered already: a call that runs again is not counted again.
 */
public final class DeskLog implements DeskKeeper {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path path;

    private DeskLog(Path path) {
        this.path = path;
    }

    /**
     * The log at {@code path}, begun there if there is none.
     *
     * @throws SampleInputException if it cannot be written
     */
    public static DeskLog at(Path path) {
        var log = new DeskLog(path);
        try {
            log.endLastLine();
            return log;
        } catch (IOException e) {
            throw new SampleInputException(
                    "the desk log " + path + " cannot be written: " + e.getMessage()
                            + "; fix: give a path you may write to",
                    e);
        }
    }

    /**
     * Every ticket as it was left.
     *
     * @throws SampleInputException if the log cannot be read
     */
    public List<TicketWork> read() {
        var latest = new LinkedHashMap<String, TicketWork>();
        try (var lines = Files.lines(path)) {
            lines.forEach(line -> restore(line, latest));
        } catch (IOException e) {
            throw new SampleInputException(
                    "the desk log " + path + " cannot be read: " + e.getMessage() + "; fix: check its permissions", e);
        }
        return List.copyOf(latest.values());
    }

    /** A crash may have cut the last line short; the call it belongs to was never answered and comes again. */
    private static void restore(String line, Map<String, TicketWork> latest) {
        try {
            if (!line.isBlank()) {
                var work = MAPPER.readValue(line, TicketWork.class);
                latest.put(work.id(), work);
            }
        } catch (JsonProcessingException cutShort) {
            // Nothing to restore.
        }
    }

    @Override
    public void keep(TicketWork changed, List<TicketWork> all) throws IOException {
        append(MAPPER.writeValueAsString(changed) + "\n");
    }

    private void endLastLine() throws IOException {
        append("");
        var text = Files.readAllBytes(path);
        if (text.length > 0 && text[text.length - 1] != '\n') {
            append("\n");
        }
    }

    private void append(String text) throws IOException {
        Files.write(
                path,
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }
}
