package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.tool.TodoList;
import java.util.List;

/**
 * What whoever goes on with the work has to know: a person, another agent, or the session itself after a raise. It follows
 * from the journal alone, so it is there however the session ended. Immutable, and bounded: texts of at most
 * {@value #MOST_CHARS} characters, lists of at most {@value #MOST_ENTRIES} entries, each of at most {@value #MOST_ENTRY_CHARS}
 * characters; to-do lists have bounds of their own.
 *
 * @param summary what the last boundary left of the work before it; empty before the first
 * @param open what stands on the to-do list and is not done
 * @param unfinished calls the model asked for that have no result; they may have been started
 * @param unread messages to the session that no reply has answered
 * @param next what is to be done next: the model's last word, or where none could be had, what the journal says
 * @param isLastWord whether {@code next} is the model's
 */
public record Handoff(
        String summary,
        List<TodoList.Item> open,
        List<UnfinishedCall> unfinished,
        List<String> unread,
        String next,
        boolean isLastWord) {

    public static final int MOST_CHARS = 4_000;
    public static final int MOST_ENTRIES = 20;
    public static final int MOST_ENTRY_CHARS = 300;

    /** There is nothing to hand on. */
    public static final Handoff NOTHING = new Handoff("", List.of(), List.of(), List.of(), "", false);

    public Handoff {
        open = List.copyOf(open);
        unfinished = List.copyOf(unfinished);
        unread = List.copyOf(unread);
    }

    /** A call without a result; {@code input} is the beginning of its JSON. */
    public record UnfinishedCall(String tool, String input) {

        static UnfinishedCall of(Block.ToolUse use) {
            return new UnfinishedCall(
                    Excerpt.of(use.name(), MOST_ENTRY_CHARS),
                    Excerpt.of(use.input().text(), MOST_ENTRY_CHARS));
        }
    }
}
