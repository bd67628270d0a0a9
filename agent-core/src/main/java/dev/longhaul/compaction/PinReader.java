package dev.longhaul.compaction;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns pins into the text they stand for at this moment. Stateless; as thread-safe as its file source. */
public final class PinReader {

    private static final int TRANSCRIPT_BLOCK_CHARS = 2_000;

    /** Where file pins are read; the core touches no files itself. */
    @FunctionalInterface
    public interface Files {
        /** The whole text of a file. */
        String read(Path path) throws IOException;
    }

    private final Files files;

    public PinReader(Files files) {
        this.files = files;
    }

    /**
     * The text of every pin that has any, in the order of the pins.
     *
     * @param recent the messages that turns may be taken from; those kept word for word are left out by the caller
     */
    public List<PinnedText> read(List<Pin> pins, String task, List<Message> recent) {
        return pins.stream()
                .map(pin -> new PinnedText(pin.name(), text(pin, task, recent)))
                .filter(pinned -> !pinned.text().isBlank())
                .toList();
    }

    private String text(Pin pin, String task, List<Message> recent) {
        return switch (pin) {
            case Pin.Task t -> task;
            case Pin.Text text -> text.text();
            case Pin.File file -> content(file);
            case Pin.RecentTurns turns -> transcript(recent, turns.turns());
        };
    }

    private String content(Pin.File file) {
        try {
            var content = files.read(file.path());
            return content.isBlank() ? "(the file " + file.path() + " is empty)" : content;
        } catch (IOException e) {
            return "(the file " + file.path() + " cannot be read any more: " + e.getMessage() + ")";
        }
    }

    /** The last turns, each from an assistant message to the next. */
    private static String transcript(List<Message> messages, int turns) {
        var lines = new ArrayList<String>();
        int left = turns;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
            var message = messages.get(i);
            lines.add(line(message));
            if (message.role() == Role.ASSISTANT) {
                left--;
            }
        }
        Collections.reverse(lines);
        lines.removeIf(String::isBlank);
        return String.join("\n", lines);
    }

    private static String line(Message message) {
        var parts = new ArrayList<String>();
        for (var block : message.content()) {
            switch (block) {
                case Block.Text text ->
                    parts.add((message.role() == Role.USER ? "user: " : "you: ") + cut(text.text()));
                case Block.ToolUse use ->
                    parts.add("you called " + use.name() + " " + cut(use.input().text()));
                case Block.ToolResult result ->
                    parts.add((result.isError() ? "it failed: " : "it answered: ") + cut(result.text()));
                case Block.Compaction c -> {}
                case Block.Thinking t -> {}
                case Block.Opaque o -> {}
            }
        }
        return String.join("\n", parts);
    }

    private static String cut(String text) {
        return text.length() <= TRANSCRIPT_BLOCK_CHARS
                ? text
                : text.substring(0, TRANSCRIPT_BLOCK_CHARS) + " ... (cut, " + text.length() + " characters in all)";
    }
}
