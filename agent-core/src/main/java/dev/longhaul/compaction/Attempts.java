package dev.longhaul.compaction;

import dev.longhaul.model.Block;
import org.jspecify.annotations.Nullable;

/**
 * Tries to sum up one and the same history. Immutable.
 *
 * @param inARow how many came to nothing
 * @param sentBack of these, by a hook
 * @param pending whether the next boundary is the next try: none of the agent's replies came since
 * @param usable the last summary of this history that could have stood; null for none
 */
public record Attempts(int inARow, int sentBack, boolean pending, Block.@Nullable Compaction usable) {

    /** Times in a row that hooks may send a summary back: two tries show whether words help, and each costs a whole context. */
    public static final int MOST_SENT_BACK = 2;

    static final Attempts NONE = new Attempts(0, 0, false, null);

    Attempts held(Boundary boundary, Finding finding, Decision decision) {
        if (!(decision instanceof Decision.Resummarise)) {
            return NONE;
        }
        boolean couldStand = !boundary.failed() && !(finding.signal() instanceof Signal.Ineffective);
        return new Attempts(
                inARow + 1,
                sentBack + (finding.rung() == Rung.NONE ? 1 : 0),
                true,
                couldStand ? boundary.block() : usable);
    }

    /** Whether a hook may send a summary back once more. */
    public boolean mayBeSentBack() {
        return sentBack < MOST_SENT_BACK;
    }

    /** What was summed up is not the whole history any more. */
    Attempts replied() {
        return pending ? new Attempts(inARow, sentBack, false, null) : this;
    }
}
