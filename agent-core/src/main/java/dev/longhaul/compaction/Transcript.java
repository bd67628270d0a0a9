package dev.longhaul.compaction;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** The end of a conversation in words, one line for each thing said or done; thinking is left out. Pure. */
public final class Transcript {

    private static final int BLOCK_CHARS = 2_000;

    private Transcript() {}

    /** The last {@code turns} turns, each from an assistant message to the next; empty if nothing was said. */
    public static String ofTurns(List<Message> messages, int turns) {
        var lines = new ArrayList<String>();
        int left = turns;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
            var message = messages.get(i);
            lines.add(line(message));
            if (message.role() == Role.ASSISTANT) {
                left--;
            }
        }
        return joined(lines);
    }

    /** As many of the last messages as fit into {@code mostChars} characters; of a very long last one, its end. */
    public static String ofLast(List<Message> messages, int mostChars) {
        var lines = new ArrayList<String>();
        int left = mostChars;
        for (int i = messages.size() - 1; i >= 0; i--) {
            var line = line(messages.get(i));
            left -= line.length() + 1;
            if (left < 0) {
                break;
            }
            lines.add(line);
        }
        return lines.isEmpty() && !messages.isEmpty() ? end(line(messages.getLast()), mostChars) : joined(lines);
    }

    private static String end(String line, int mostChars) {
        return line.substring(Math.max(0, line.length() - mostChars));
    }

    private static String joined(List<String> linesFromTheEnd) {
        Collections.reverse(linesFromTheEnd);
        return String.join(
                "\n",
                linesFromTheEnd.stream().filter(Predicate.not(String::isBlank)).toList());
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
                    parts.add((result.isError() ? "it failed: " : "it answered: ")
                            + cut(result.text())
                            + (result.images().isEmpty()
                                    ? ""
                                    : " (with " + result.images().size() + " images)"));
                case Block.Compaction c -> {}
                case Block.Thinking t -> {}
                case Block.Opaque o -> {}
            }
        }
        return String.join("\n", parts);
    }

    private static String cut(String text) {
        return text.length() <= BLOCK_CHARS
                ? text
                : text.substring(0, BLOCK_CHARS) + " ... (cut, " + text.length() + " characters in all)";
    }
}
