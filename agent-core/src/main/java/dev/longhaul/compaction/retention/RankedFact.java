package dev.longhaul.compaction.retention;

/**
 * A fact and how much it is needed. Immutable.
 *
 * @param uses how often it was said, at least 1
 * @param lastUsedAt the index of the last message that says it, among those inspected
 * @param rank from 0, {@link Ranking} has the scale; what is at least {@link #WORTH_KEEPING} should survive a boundary
 * @param origin where it was first said
 */
public record RankedFact(Fact fact, int uses, int lastUsedAt, double rank, Origin origin) {

    /** Below this rank a fact was seen, but nothing says that it is needed: it stood in one long tool result, say. */
    public static final double WORTH_KEEPING = 0.5;

    /**
     * Where a fact came from.
     *
     * @param speaker who said it first
     * @param context the words around it there, on one line; empty where the fact says enough by itself
     */
    public record Origin(Speaker speaker, String context) {}

    RankedFact from(Origin other) {
        return new RankedFact(fact, uses, lastUsedAt, rank, other);
    }

    /** Whether the fact should survive a boundary. */
    public boolean isWorthKeeping() {
        return rank >= WORTH_KEEPING;
    }
}
