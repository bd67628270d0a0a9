package dev.longhaul.budget;

/**
 * An estimate of what compaction spared a session: for each call for work, the tokens that boundaries before it took out of
 * the context. Without them that context may not have fitted the model at all, so it says what was not sent again, not what
 * another run would have cost. Immutable; all sizes are tokens.
 *
 * @param freed what boundaries took out of the context in use, {@code before - after} of each
 * @param notSentAgain the same, summed over the calls for work that came later
 */
public record Savings(long freed, long notSentAgain) {

    public static final Savings NONE = new Savings(0, 0);

    /** A boundary closed a context of {@code before} tokens and left {@code after}; it may have grown. */
    Savings closed(long before, long after) {
        return new Savings(freed + before - after, notSentAgain);
    }

    /** One more call for work was answered. */
    Savings worked() {
        return new Savings(freed, notSentAgain + freed);
    }

    /** The session went back to a context of which less, or more, was closed. */
    Savings backTo(Savings earlier) {
        return new Savings(earlier.freed, notSentAgain);
    }
}
