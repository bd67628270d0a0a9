package dev.longhaul.compaction;

/**
 * The work since the last boundary that was settled. Immutable.
 *
 * @param since the number of that boundary; 0 for the start of the session, or of a new trial
 * @param turns the agent's replies
 * @param contextBehind the context that the first of them reported, in tokens; 0 if not known, or judged already
 * @param behindSummary whether that boundary closed the history
 * @param results what calls brought
 * @param repeatedBefore whether the stretch before this one did work again too
 */
public record Stretch(
        int since, int turns, long contextBehind, boolean behindSummary, Results results, boolean repeatedBefore) {

    static final Stretch NONE = new Stretch(0, 0, 0, false, Results.NONE, false);

    /** A stretch of at most so many turns in which work was done again is spent on that, not on what follows from it. */
    static final int MOST_TURNS_OF_REPETITION = 10;

    /**
     * What calls brought.
     *
     * @param fresh results not seen before
     * @param repeated results seen in front of the boundary, each counted once
     * @param example the first of the repeated calls, cut; empty for none
     */
    public record Results(int fresh, int repeated, String example) {

        static final Results NONE = new Results(0, 0, "");

        Results freshOne() {
            return new Results(fresh + 1, repeated, example);
        }

        Results repeatedOne(String call) {
            return new Results(fresh, repeated + 1, example.isEmpty() ? call : example);
        }
    }

    Stretch replied(long contextTokens) {
        return new Stretch(
                since, turns + 1, turns == 0 ? contextTokens : contextBehind, behindSummary, results, repeatedBefore);
    }

    Stretch with(Results changed) {
        return new Stretch(since, turns, contextBehind, behindSummary, changed, repeatedBefore);
    }

    /** The boundary at its end is tried again; what the first reply reported has been judged. */
    Stretch retried() {
        return new Stretch(since, turns, 0, behindSummary, results, repeatedBefore);
    }

    /** What begins behind a boundary that is settled. */
    Stretch next(int boundary, boolean closed) {
        return new Stretch(boundary, 0, 0, closed, Results.NONE, repeats());
    }

    /** Whether what was known before the boundary was asked for again behind it, at least as often as anything new. */
    boolean repeats() {
        return turns <= MOST_TURNS_OF_REPETITION && results.repeated() > 0 && results.repeated() >= results.fresh();
    }
}
