package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import dev.longhaul.session.Handoff.UnfinishedCall;
import dev.longhaul.tool.TodoList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads off a state what is handed on. Pure. */
final class HandingOff {

    private HandingOff() {}

    static Handoff of(SessionState state) {
        var open = state.memory().todo().items().stream()
                .filter(item -> item.status() != TodoList.Status.DONE)
                .toList();
        var unfinished = unfinished(state);
        var lastWord = lastWord(state);
        return new Handoff(
                Excerpt.of(summary(state.context()), Handoff.MOST_CHARS),
                open,
                unfinished.stream()
                        .limit(Handoff.MOST_ENTRIES)
                        .map(UnfinishedCall::of)
                        .toList(),
                state.inbox()
                        .messages()
                        .limit(Handoff.MOST_ENTRIES)
                        .map(text -> Excerpt.of(text, Handoff.MOST_ENTRY_CHARS))
                        .toList(),
                Excerpt.of(lastWord.orElseGet(() -> told(state, open, unfinished.size())), Handoff.MOST_CHARS),
                lastWord.isPresent());
    }

    private static String summary(Context context) {
        return context.messages().stream()
                .flatMap(message -> message.blocks(Block.Compaction.class))
                .filter(Block.Compaction::isBoundary)
                .map(block -> String.valueOf(block.summary()))
                .reduce("", (earlier, later) -> later);
    }

    /** What a call brought before the end came is known, though the context waits for the others. */
    private static List<Block.ToolUse> unfinished(SessionState state) {
        if (Resuming.before(state.position()) instanceof Position.Calling calling) {
            return calling.reply().toolUses().stream()
                    .filter(use -> !calling.results().containsKey(use.id()))
                    .toList();
        }
        return last(state).blocks(Block.ToolUse.class).toList();
    }

    /** The model's words that the session ended with, where it was to end with them. */
    private static Optional<String> lastWord(SessionState state) {
        return ending(state)
                .filter(end -> end.kind() == Ending.Kind.WRAPPED_UP || end.kind() == Ending.Kind.COMPLETED)
                .filter(end -> last(state).role() == Role.ASSISTANT)
                .map(end -> last(state).text())
                .filter(text -> !text.isBlank());
    }

    private static Message last(SessionState state) {
        return state.context().messages().getLast();
    }

    private static Optional<Ending> ending(SessionState state) {
        return switch (state.position()) {
            case Position.Due due -> Optional.of(due.ending());
            case Position.Ended ended -> Optional.of(ended.ending());
            default -> Optional.empty();
        };
    }

    /** The same in our words. */
    private static String told(SessionState state, List<TodoList.Item> open, int unfinished) {
        var lines = new ArrayList<String>();
        lines.add(ending(state).map(HandingOff::words).orElse("The session broke off."));
        if (!open.isEmpty()) {
            lines.add("Next on its list of %d open: %s"
                    .formatted(open.size(), nextOf(open).text()));
        }
        int waiting = Resuming.before(state.position()) instanceof Position.Calling calling
                ? OpenCalls.untouched(calling)
                : 0;
        if (waiting > 0) {
            lines.add("Calls that wait for a person: %d. They have not run.".formatted(waiting));
        }
        if (unfinished > waiting) {
            lines.add("Calls without a result: %d. They may have done their work: look before they are made again."
                    .formatted(unfinished - waiting));
        }
        if (state.unread() > 0) {
            lines.add("Messages to be answered: %d.".formatted(state.unread()));
        }
        if (!state.progress().lastText().isBlank()) {
            lines.add("What the model said last: " + state.progress().lastText().strip());
        }
        return String.join("\n", lines);
    }

    private static String words(Ending ending) {
        var why = Stream.of(ending.reason(), ending.detail())
                .filter(word -> !word.isBlank())
                .toList();
        var said = "The session was "
                + switch (ending.kind()) {
                    case COMPLETED -> "completed without a word";
                    case WRAPPED_UP -> "wrapped up without a word";
                    case STOPPED -> "stopped before a last word could be had";
                    case SUSPENDED -> "suspended";
                    case CANCELLED -> "cancelled";
                    case FAILED -> "ended by a failure";
                };
        return why.isEmpty() ? said + "." : said + " (" + String.join(": ", why) + ").";
    }

    private static TodoList.Item nextOf(List<TodoList.Item> open) {
        return open.stream()
                .filter(item -> item.status() == TodoList.Status.IN_PROGRESS)
                .findFirst()
                .orElseGet(open::getFirst);
    }
}
