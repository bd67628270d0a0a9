package dev.longhaul.compaction;

/**
 * Boundaries by what became of them.
 *
 * @param count all that were seen
 * @param failed of these, without a usable summary
 * @param accepted of these, whose summary took the place of the history; one that something else stood in for is none
 */
public record Tally(int count, int failed, int accepted) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(boolean didFail, boolean wasAccepted) {
        return new Tally(count + 1, failed + (didFail ? 1 : 0), accepted + (wasAccepted ? 1 : 0));
    }
}
