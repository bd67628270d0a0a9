package dev.longhaul.session;

import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.tool.TodoList;
import java.util.Optional;

/** Follows the to-do list through the calls that write it. Pure. */
final class TodoCalls {

    private TodoCalls() {}

    /** All calls of a reply were answered; of those that wrote the list, the last one stands. */
    static SessionState follow(SessionState state, Position.Calling answered) {
        return isKept(state)
                ? answered.reply().toolUses().reversed().stream()
                        .filter(use -> wrote(use, answered))
                        .findFirst()
                        .flatMap(TodoCalls::list)
                        .map(list -> state.with(state.memory().wrote(list)))
                        .orElse(state)
                : state;
    }

    /** A tool of that name is ours if its list is pinned. */
    private static boolean isKept(SessionState state) {
        return state.start().settings().pins().stream().anyMatch(Pin.Todo.class::isInstance);
    }

    private static boolean wrote(Block.ToolUse use, Position.Calling answered) {
        var result = answered.results().get(use.id());
        return use.name().equals(TodoList.TOOL) && result != null && !result.isError();
    }

    /** A journal may hold what another version took for a list. */
    private static Optional<TodoList> list(Block.ToolUse use) {
        try {
            return Optional.of(TodoList.read(use.input()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
