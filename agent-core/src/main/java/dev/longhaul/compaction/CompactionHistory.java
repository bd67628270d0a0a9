package dev.longhaul.compaction;

/**
 * What past boundaries say about the next one. Immutable; a fold, so it survives a restart with the journal.
 *
 * @param count boundaries seen
 * @param failed of these, without a usable summary
 * @param accepted of these, whose summary took the place of the history
 * @param strikes boundaries in a row that failed or freed nothing
 * @param resummarised boundaries in a row whose summary was sent back
 * @param repliesSince ordinary replies since the last boundary
 * @param contextBehind the context, in tokens, that the first reply after the last boundary reported; 0 if not known
 * @param lastWasAccepted whether the last boundary's summary took the place of the history
 */
public record CompactionHistory(
        int count,
        int failed,
        int accepted,
        int strikes,
        int resummarised,
        int repliesSince,
        long contextBehind,
        boolean lastWasAccepted) {

    public static final CompactionHistory NONE = new CompactionHistory(0, 0, 0, 0, 0, 0, 0, false);

    /** An ordinary reply came, to a context of {@code contextTokens}; 0 if it did not say. */
    public CompactionHistory replied(long contextTokens) {
        return new CompactionHistory(
                count,
                failed,
                accepted,
                strikes,
                resummarised,
                repliesSince + 1,
                repliesSince == 0 ? contextTokens : contextBehind,
                lastWasAccepted);
    }

    /** A boundary was seen, judged and decided. */
    public CompactionHistory held(Boundary boundary, boolean strike, Decision decision) {
        boolean taken = !boundary.failed() && decision.takesSummary();
        return new CompactionHistory(
                count + 1,
                failed + (boundary.failed() ? 1 : 0),
                accepted + (taken ? 1 : 0),
                strike ? strikes + 1 : 0,
                decision instanceof Decision.Resummarise ? resummarised + 1 : 0,
                0,
                0,
                taken);
    }

    /** A summary was asked for and the call brought no reply: no boundary, but a strike. */
    public CompactionHistory callFailed() {
        return new CompactionHistory(
                count, failed, accepted, strikes + 1, resummarised, repliesSince, contextBehind, lastWasAccepted);
    }

    /** Whether nothing that was done about the last boundary calls for another one at once. */
    public boolean isSettled() {
        return count > 0 && resummarised == 0;
    }
}
