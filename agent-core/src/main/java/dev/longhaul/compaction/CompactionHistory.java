package dev.longhaul.compaction;

/**
 * What past boundaries, and the work between them, say about the next one. Immutable; a fold, so it survives a restart with the
 * journal. Its size is bounded.
 *
 * @param tally boundaries by what became of them
 * @param attempts tries to sum up the history as it is now
 * @param strikes boundaries in a row that did not help
 * @param stretch the work since the last boundary that was settled
 * @param seen which results of calls are known
 * @param hold whether compaction was put off
 */
public record CompactionHistory(
        Tally tally, Attempts attempts, Strikes strikes, Stretch stretch, SeenResults seen, Hold hold) {

    /** Words of a repeated call that are kept, for people and for the summariser. */
    private static final int CALL_CHARS = 200;

    public static final CompactionHistory NONE =
            new CompactionHistory(Tally.NONE, Attempts.NONE, Strikes.NONE, Stretch.NONE, SeenResults.NONE, Hold.OFF);

    /**
     * The agent replied.
     *
     * @param contextTokens the context it reported; 0 if it did not say
     * @param broughtMore whether tools of the provider's own ran in it: what they bring cannot be compared, and counts as new
     */
    public CompactionHistory replied(long contextTokens, boolean broughtMore) {
        var after = stretch.replied(contextTokens);
        return new CompactionHistory(
                tally,
                attempts.replied(),
                strikes,
                broughtMore ? after.with(after.results().freshOne()) : after,
                seen,
                hold.replied());
    }

    /** A call was answered. */
    public CompactionHistory found(String tool, String arguments, String result) {
        long print = Fingerprint.of(tool, arguments, result);
        int last = seen.behind(print);
        var results = stretch.results();
        if (last < 0) {
            results = results.freshOne();
        } else if (last < stretch.since()) {
            results = results.repeatedOne(cut(tool + " " + arguments));
        }
        return new CompactionHistory(
                tally, attempts, strikes, stretch.with(results), seen.with(print, stretch.since()), hold);
    }

    private static String cut(String call) {
        return call.length() <= CALL_CHARS ? call : call.substring(0, CALL_CHARS) + "...";
    }

    /**
     * A boundary was seen, judged and decided.
     *
     * @param closed whether the history was closed behind it
     */
    public CompactionHistory held(Boundary boundary, Finding finding, Decision decision, boolean closed) {
        var counted = tally.plus(boundary.failed(), closed && finding.standIn() == null);
        boolean again = decision instanceof Decision.Resummarise;
        return new CompactionHistory(
                counted,
                attempts.held(boundary, finding, decision),
                strikes.held(finding, attempts.pending()),
                again ? stretch.retried() : stretch.next(counted.count(), closed),
                seen,
                again ? hold : decision instanceof Decision.KeepHistory ? Hold.BEGUN : Hold.OFF);
    }

    /** Compaction is put off: no reply came to the request for a summary. */
    public CompactionHistory putOff() {
        return new CompactionHistory(tally, attempts, strikes, stretch, seen, Hold.BEGUN);
    }

    /**
     * A new trial: compaction is put off no longer, and the work so far is not held against it. The strikes stand, so one that
     * fails takes the next rung.
     */
    public CompactionHistory probing() {
        return new CompactionHistory(tally, attempts, strikes.probing(), Stretch.NONE, seen, Hold.OFF);
    }

    /** Whether compaction was put off long enough to be tried again, however little the context grew. */
    public boolean isProbeDue() {
        return hold.isOver();
    }

    /** Whether the next boundary sums up the same history as the last one did. */
    public boolean isRetrying() {
        return attempts.pending();
    }

    /** Boundaries seen. */
    public int count() {
        return tally.count();
    }

    /** Of these, without a usable summary. */
    public int failed() {
        return tally.failed();
    }

    /** Of these, whose summary took the place of the history. */
    public int accepted() {
        return tally.accepted();
    }
}
