package dev.longhaul.session;

/** Where a call that could not be paid for leads. Pure. */
final class AfterRefusal {

    private AfterRefusal() {}

    static SessionState lead(SessionState state, SessionEvent.CallRefused refused) {
        var ready = state.with(new Position.Ready());
        var why = refused.why().words();
        return switch (refused.purpose()) {
            case WORK, SUB_AGENT -> ready.with(new WrapUp(Ending.BUDGET_EXHAUSTED, why, false));
            // The work may still be paid for without it.
            case COMPACTION -> ready.with(ready.plan().roomAbove(ready.contextTokens()));
            case PROBE -> ready;
            case WRAP_UP -> withoutWrapUp(ready, why);
        };
    }

    /** What tools answered lately may have outgrown the reserve; the last word is worth more than they are. */
    private static SessionState withoutWrapUp(SessionState state, String why) {
        var smaller = state.context().withoutOldResults(0);
        return smaller.chars() < state.context().chars()
                ? state.with(smaller).with(state.meter().uncounted())
                : state.with(new Position.Due(
                        Ending.stopped(Ending.BUDGET_EXHAUSTED, "not even the wrap-up can be paid for: " + why)));
    }
}
