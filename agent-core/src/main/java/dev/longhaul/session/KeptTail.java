package dev.longhaul.session;

import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import dev.longhaul.model.TextSize;
import java.util.List;

/**
 * Chooses what stays word for word behind a summary: the last turns if the policy names a number, else the work in flight,
 * the last call with its results. Pure.
 */
final class KeptTail {

    /** Turns that fill more of the trigger than this, together with what no compaction frees, would free too little. */
    private static final double MOST_OF_TRIGGER = 0.75;

    private KeptTail() {}

    /** How many messages at the end of the context to keep. A call is never kept without its results, nor the reverse. */
    static int count(SessionState state) {
        int turns = state.start().settings().compaction().turnsKept();
        return turns == 0 ? lastCall(state) : lastTurns(state, turns);
    }

    private static int lastCall(SessionState state) {
        var messages = state.context().messages();
        var starts = Turns.starts(messages);
        if (starts.isEmpty() || starts.getLast() <= (state.context().hasBoundary() ? 1 : 0)) {
            // Nothing would be left to sum up.
            return 0;
        }
        int turn = messages.size() - starts.getLast();
        boolean fits = state.meter().piece(chars(messages, turn))
                <= state.start().settings().compaction().tailTokens();
        return fits && isAnsweredCall(state.context().last(turn)) ? turn : 0;
    }

    /** Fewer turns if those would leave nothing to sum up, or no room to work. */
    private static int lastTurns(SessionState state, int turns) {
        var messages = state.context().messages();
        if (messages.getLast().role() != Role.USER) {
            return 0;
        }
        for (int keep = turns; keep > 0; keep--) {
            var cut = Turns.cut(messages, CompactionRange.allButLast(keep));
            if (cut.isPresent() && leavesRoom(state, cut.get().kept())) {
                return cut.get().kept();
            }
        }
        return 0;
    }

    private static boolean leavesRoom(SessionState state, int kept) {
        long chars = state.fixedChars() + chars(state.context().messages(), kept);
        return state.meter().piece(chars)
                <= MOST_OF_TRIGGER * state.nextCompaction().trigger();
    }

    private static long chars(List<Message> messages, int last) {
        return messages.subList(messages.size() - last, messages.size()).stream()
                .mapToLong(TextSize::of)
                .sum();
    }

    private static boolean isAnsweredCall(List<Message> turn) {
        return turn.stream()
                        .flatMap(m -> m.blocks(Block.ToolUse.class))
                        .findAny()
                        .isPresent()
                && turn.getLast().blocks(Block.ToolResult.class).findAny().isPresent();
    }
}
