package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import dev.longhaul.model.TextSize;

/** Chooses the work in flight that stays word for word behind a summary: the last call with its results, or nothing. Pure. */
final class KeptTail {

    private static final int GROUP = 2;

    private KeptTail() {}

    /** How many messages at the end of the context to keep. A call is never kept without its results, nor the reverse. */
    static int count(SessionState state) {
        var messages = state.context().messages();
        if (messages.size() - GROUP <= (state.hasBoundary() ? 1 : 0)) {
            // Nothing would be left to sum up.
            return 0;
        }
        var call = messages.get(messages.size() - 2);
        var results = messages.getLast();
        long chars = TextSize.of(call) + TextSize.of(results);
        boolean fits = state.meter().piece(chars)
                <= state.start().settings().compaction().tailTokens();
        return isCall(call) && isAnswer(results) && fits ? GROUP : 0;
    }

    /** A call that itself stands behind a compaction block in one message cannot be kept without that block. */
    private static boolean isCall(Message message) {
        return message.role() == Role.ASSISTANT
                && message.blocks(Block.ToolUse.class).findAny().isPresent()
                && message.blocks(Block.Compaction.class).findAny().isEmpty();
    }

    private static boolean isAnswer(Message message) {
        return message.role() == Role.USER
                && message.blocks(Block.ToolResult.class).findAny().isPresent();
    }
}
