package dev.longhaul.compaction;

import dev.longhaul.model.Block;
import org.jspecify.annotations.Nullable;

/**
 * What the loop breaker found at a boundary, and what was done about it. Immutable data: it goes into the journal.
 *
 * @param signal what is wrong; null if nothing is
 * @param rung what was done about it
 * @param shed pins of this priority and below are left out; null for none
 * @param standIn stands behind the boundary in place of what came; null for none
 */
public record Finding(
        @Nullable Signal signal, Rung rung, Pin.@Nullable Priority shed, Block.@Nullable Compaction standIn) {

    /** Nothing is wrong. */
    public static final Finding HEALTHY = new Finding(null, Rung.NONE, null, null);

    /** Something is wrong, and this is done about it. */
    public static Finding of(Signal signal, Rung rung) {
        return new Finding(signal, rung, null, null);
    }

    /** The same when nothing of it is done: somebody decided otherwise. */
    public Finding undone() {
        return new Finding(signal, Rung.NONE, null, null);
    }

    public Finding shedding(Pin.Priority most) {
        return new Finding(signal, rung, most, standIn);
    }

    public Finding standingIn(Block.Compaction block) {
        return new Finding(signal, rung, shed, block);
    }

    /** Whether the boundary counts against the session. */
    public boolean isStrike() {
        return signal != null;
    }
}
