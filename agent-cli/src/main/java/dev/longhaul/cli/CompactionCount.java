package dev.longhaul.cli;

import dev.longhaul.session.SessionReport;

/**
 * How many compactions there were, which is two numbers once a session was rewound: those that are part of its work, and all that
 * were paid for. Pure.
 */
record CompactionCount(SessionReport report) {

    /** All that were made, which limits and bills count. */
    int paidFor() {
        return report.ledger().compactions();
    }

    /** Those that are no part of the work any more. */
    int leftBehind() {
        return Math.max(0, paidFor() - report.compactions().count());
    }

    /** For the end of a session. */
    String words() {
        return "%,d (%,d accepted, %,d failed)%s, %,d tokens"
                .formatted(
                        report.compactions().count(),
                        report.compactions().accepted(),
                        report.compactions().failed(),
                        leftBehind() == 0 ? "" : "; with %,d that a rewind left behind".formatted(leftBehind()),
                        report.ledger().compaction().total());
    }

    /** For what a session cost; empty if there is one number only. */
    String explained() {
        return leftBehind() == 0
                ? ""
                : "%,d compactions were paid for: %,d part of the work, %,d left behind by a rewind"
                        .formatted(paidFor(), report.compactions().count(), leftBehind());
    }
}
