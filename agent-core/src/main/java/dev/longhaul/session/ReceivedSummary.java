package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;

/** Finds the summary in a reply that should hold one; in each form a failed one is a block without a summary. Pure. */
public final class ReceivedSummary {

    private static final Block.Compaction NONE = new Block.Compaction(null, null);

    private ReceivedSummary() {}

    public static Block.Compaction of(SessionState state, ModelReply reply, Purpose purpose) {
        return purpose == Purpose.COMPACTION && state.nextCompaction().isInWords() ? inWords(reply) : block(reply);
    }

    /** The last block that says something; else the last one, which failed. */
    private static Block.Compaction block(ModelReply reply) {
        return reply.message()
                .blocks(Block.Compaction.class)
                .filter(Block.Compaction::isBoundary)
                .reduce((first, last) -> last)
                .or(reply::compaction)
                .orElse(NONE);
    }

    /** A summary that was cut off, or came with a call, is none. */
    private static Block.Compaction inWords(ModelReply reply) {
        boolean whole = reply.stopReason() == StopReason.END_TURN || reply.stopReason() == StopReason.STOP_SEQUENCE;
        var text = withoutTags(reply.message().text());
        return whole && !text.isBlank() ? new Block.Compaction(text, null) : NONE;
    }

    private static String withoutTags(String text) {
        return text.replace("<summary>", "").replace("</summary>", "").strip();
    }
}
