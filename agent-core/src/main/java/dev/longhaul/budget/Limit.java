package dev.longhaul.budget;

/** One dimension of a {@link Budget}. */
public enum Limit {
    /**
     * Context tokens consumed: the contexts that compactions closed plus the open one. Each token counts once, however
     * often it was sent.
     */
    TOTAL_TOKENS("total tokens"),
    /** Every token the provider bills. Each turn bills the whole context again, so this is an order larger. */
    BILLED_TOKENS("billed tokens"),
    /** Compactions, failed ones included. */
    COMPACTIONS("compactions"),
    /** Milliseconds since the session began. */
    WALL_CLOCK("milliseconds of wall clock");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /** The unit in words, for messages. */
    public String words() {
        return words;
    }
}
