package dev.longhaul.session;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.CompactionRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the next request asks for compaction. Immutable.
 *
 * @param trigger context tokens; 0 for never
 * @param instructions null for the provider's own
 */
record CompactionPlan(long trigger, @Nullable String instructions) {

    private static final double ROOM_TO_WORK = 1.25;

    static CompactionPlan of(Compaction compaction) {
        return new CompactionPlan(compaction.triggerTokens(), compaction.instructions());
    }

    CompactionPlan saying(String otherInstructions) {
        return new CompactionPlan(trigger, otherInstructions);
    }

    /** Leaves a context of {@code tokens} room to grow before the next try. */
    CompactionPlan roomAbove(long tokens) {
        return new CompactionPlan(Math.max(trigger, Math.round(tokens * ROOM_TO_WORK)), instructions);
    }

    @Nullable
    CompactionRequest request() {
        return trigger == 0 ? null : new CompactionRequest.Threshold(trigger, instructions);
    }
}
