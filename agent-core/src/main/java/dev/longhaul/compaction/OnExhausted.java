package dev.longhaul.compaction;

/** What follows when no attempt at a summary led to one that is wanted. Tried often is not the same as good enough. */
public enum OnExhausted {
    /**
     * Go on with less: with the last summary that could be used and {@value #GENEROSITY} times the usual tokens of lost facts, or
     * else with an extract made by rule, of {@value #EXTRACT_SHARE} of the trigger at least. What was said stays in the journal.
     */
    DEGRADE,
    /** End the session with the partial result. */
    STOP;

    /** How many times the usual allowance of facts stands beside a summary that was not wanted. */
    public static final int GENEROSITY = 3;

    /** The share of the trigger an extract may fill: it holds hundreds of facts, and leaves most of the context free. */
    public static final double EXTRACT_SHARE = 0.125;

    /** The most tokens of facts behind a boundary of this policy that went on with less. */
    public static long allowance(Compaction policy, boolean extractAlone) {
        long more = GENEROSITY * policy.reinjectTokens();
        return extractAlone ? Math.max(more, Math.round(EXTRACT_SHARE * policy.triggerTokens())) : more;
    }
}
