package dev.longhaul.session;

import dev.longhaul.compaction.Background;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.model.CompactionRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the context is compacted next. Immutable.
 *
 * @param trigger context tokens; 0 for never
 * @param instructions null for the usual ones
 * @param background how far ahead of the trigger it runs beside the work; null for not at all
 */
record CompactionPlan(
        CompactionForm form,
        long trigger,
        @Nullable String instructions,
        @Nullable Background background) {

    private static final double ROOM_TO_WORK = 1.25;

    static CompactionPlan of(Compaction compaction) {
        return new CompactionPlan(
                compaction.form().orElse(CompactionForm.THRESHOLD),
                compaction.triggerTokens(),
                compaction.instructions(),
                compaction.background().orElse(null));
    }

    CompactionPlan saying(String otherInstructions) {
        return new CompactionPlan(form, trigger, otherInstructions, background);
    }

    /** Leaves a context of {@code tokens} room to grow before the next try, also in the background. */
    CompactionPlan roomAbove(long tokens) {
        return new CompactionPlan(
                form,
                Math.max(trigger, Math.round(tokens * ROOM_TO_WORK)),
                instructions,
                background == null ? null : background.late());
    }

    /** Compacts as soon as the form allows. */
    CompactionPlan atOnce() {
        return trigger == 0
                ? this
                : new CompactionPlan(form, form.isAskedFor() ? 1 : Compaction.MINIMUM_TRIGGER, instructions, null);
    }

    /** Whether the work waits for a compaction of a context of {@code tokens}, in the forms that we ask for. */
    boolean waitsAt(long tokens) {
        return form.isAskedFor() && tokens >= (background == null ? trigger : trigger * background.waitShare());
    }

    /** Whether a compaction of a context of {@code tokens} begins beside the work. */
    boolean beginsAt(long tokens) {
        return background != null && tokens >= trigger * background.softShare();
    }

    /** What an ordinary request says of compaction. */
    @Nullable
    CompactionRequest withWork() {
        return form == CompactionForm.THRESHOLD && trigger != 0
                ? new CompactionRequest.Threshold(trigger, instructions)
                : null;
    }
}
