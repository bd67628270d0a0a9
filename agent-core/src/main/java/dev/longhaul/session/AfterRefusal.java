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

    /**
     * What tools answered last was not foreseen when the reserve was set aside, so it goes first; then older results, and
     * then there is nothing left to save.
     */
    private static SessionState withoutWrapUp(SessionState state, String why) {
        var context = state.context();
        var withoutLast = context.withoutNewestResults();
        if (withoutLast.chars() < context.chars()) {
            return state.with(withoutLast);
        }
        var smaller = context.withoutOldResults(true);
        return smaller.chars() < context.chars()
                ? state.cleared(smaller)
                : state.with(new Position.Due(
                        Ending.stopped(Ending.BUDGET_EXHAUSTED, "not even the wrap-up can be paid for: " + why)));
    }
}
