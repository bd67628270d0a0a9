package dev.longhaul.compaction;

/**
 * The part of a conversation that a compaction by hand sums up; what stands outside it stays word for word. Immutable.
 *
 * <p>A turn is one reply of the model with what it led to: the results of its calls, what was said behind it. A turn is
 * inside or outside as a whole, so a call is never parted from its results.
 *
 * @param firstTurnsKept turns in front that stay, and with them the opening; 0 for none. Only a summary in words can stand
 *     behind them: one the provider made has to be the first block of the conversation (wire spec §2.5)
 * @param lastTurnsKept turns at the end that stay; 0 for none
 */
public record CompactionRange(int firstTurnsKept, int lastTurnsKept) {

    public CompactionRange {
        if (firstTurnsKept < 0 || lastTurnsKept < 0) {
            throw new IllegalArgumentException("cannot keep the first %d and the last %d turns: give 0 or more"
                    .formatted(firstTurnsKept, lastTurnsKept));
        }
    }

    /** All of it; nothing but pins stays word for word. */
    public static CompactionRange everything() {
        return new CompactionRange(0, 0);
    }

    /** All but the last {@code turns} turns. */
    public static CompactionRange allButLast(int turns) {
        return new CompactionRange(0, turns);
    }

    /** The middle: all but the opening with the first turns, and the last turns. */
    public static CompactionRange between(int firstTurnsKept, int lastTurnsKept) {
        return new CompactionRange(firstTurnsKept, lastTurnsKept);
    }

    /** Whether something stays in front of the summary. */
    public boolean keepsHead() {
        return firstTurnsKept > 0;
    }
}
