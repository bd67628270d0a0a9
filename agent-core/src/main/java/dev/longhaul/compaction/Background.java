package dev.longhaul.compaction;

/**
 * How far ahead of its trigger a compaction runs beside the work. Immutable; shares of the trigger.
 *
 * @param softShare where it begins, above 0 and at most 1
 * @param waitShare up to where turns go on while it runs, at least 1: the trigger times this must leave the model's window
 *     room for a reply. At this size the session waits for it
 */
public record Background(double softShare, double waitShare) {

    /** Begins at four fifths of the trigger, and lets turns go on up to a quarter above it. */
    public static final Background USUAL = new Background(0.8, 1.25);

    public Background {
        if (!(softShare > 0 && softShare <= 1)) {
            throw new IllegalArgumentException(
                    "a background compaction begins at a share of the trigger above 0 and at most 1, not " + softShare);
        }
        if (!(waitShare >= 1 && waitShare <= 10)) {
            throw new IllegalArgumentException(
                    "turns go on up to a multiple of the trigger from 1 to 10, not " + waitShare);
        }
    }

    /** Begins no earlier than at the trigger: after a try that failed. */
    public Background late() {
        return new Background(1, waitShare);
    }
}
