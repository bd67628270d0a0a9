package dev.longhaul.compaction;

import org.jspecify.annotations.Nullable;

/**
 * Boundaries in a row that did not help, and how far the ladder was climbed over them. Immutable.
 *
 * @param inARow how many
 * @param reached the highest rung taken
 * @param shed pins of this priority and below are left out; null for none
 * @param open whether a fault among them can only be disproved by the work behind a later boundary, not by a better summary
 */
public record Strikes(int inARow, Rung reached, Pin.@Nullable Priority shed, boolean open) {

    public static final Strikes NONE = new Strikes(0, Rung.NONE, null, false);

    /**
     * One more boundary.
     *
     * @param retry whether it summed up the same history as the one before, so that its work proves nothing
     */
    Strikes held(Finding finding, boolean retry) {
        var signal = finding.signal();
        if (signal == null) {
            return retry && open ? this : NONE;
        }
        return new Strikes(
                inARow + 1,
                finding.rung().compareTo(reached) > 0 ? finding.rung() : reached,
                finding.shed() == null ? shed : finding.shed(),
                open || !signal.isOfSummary());
    }

    /** A new trial with every pin; if it fails, the ladder goes on where it stood. */
    Strikes probing() {
        return new Strikes(inARow, reached, null, open);
    }
}
