package dev.longhaul.session;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.model.CompactionRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the context is compacted next. Immutable.
 *
 * @param trigger context tokens; 0 for never
 * @param instructions null for the usual ones
 */
record CompactionPlan(
        CompactionForm form, long trigger, @Nullable String instructions) {

    private static final double ROOM_TO_WORK = 1.25;

    static CompactionPlan of(Compaction compaction) {
        return new CompactionPlan(
                compaction.form().orElse(CompactionForm.THRESHOLD),
                compaction.triggerTokens(),
                compaction.instructions());
    }

    CompactionPlan saying(String otherInstructions) {
        return new CompactionPlan(form, trigger, otherInstructions);
    }

    /** Leaves a context of {@code tokens} room to grow before the next try. */
    CompactionPlan roomAbove(long tokens) {
        return new CompactionPlan(form, Math.max(trigger, Math.round(tokens * ROOM_TO_WORK)), instructions);
    }

    /** Compacts as soon as the form allows. */
    CompactionPlan atOnce() {
        return trigger == 0
                ? this
                : new CompactionPlan(form, form.isAskedFor() ? 1 : Compaction.MINIMUM_TRIGGER, instructions);
    }

    /** Whether a context of {@code tokens} is to be compacted by a call of its own. */
    boolean asksAt(long tokens) {
        return form.isAskedFor() && tokens >= trigger;
    }

    /** What an ordinary request says of compaction. */
    @Nullable
    CompactionRequest withWork() {
        return form == CompactionForm.THRESHOLD && trigger != 0
                ? new CompactionRequest.Threshold(trigger, instructions)
                : null;
    }

    /** What a request for nothing but a summary says of it: nothing in the client form, which asks in words. */
    @Nullable
    CompactionRequest alone() {
        return form == CompactionForm.ON_DEMAND ? new CompactionRequest.OnDemand(instructions) : null;
    }
}
