package dev.longhaul.session;

import dev.longhaul.budget.Purpose;

/** Where a call that could not be paid for leads. Pure. */
final class AfterRefusal {

    private AfterRefusal() {}

    static SessionState lead(SessionState state, SessionEvent.CallRefused refused) {
        var ready = state.with(new Position.Ready());
        var why = refused.why().words();
        return switch (refused.purpose()) {
            case WORK -> ready.with(new WrapUp(Ending.BUDGET_EXHAUSTED, why, false));
            // The work may still be paid for without it.
            case COMPACTION -> withoutSummary(ready);
            case PROBE -> Probing.failed(state, why);
            case WRAP_UP -> withoutWrapUp(ready, why);
            case SUB_AGENT -> throw Purpose.notAsked();
        };
    }

    /** What was asked for is given up, or it would be asked for again at once; one that is written beside the work goes on. */
    private static SessionState withoutSummary(SessionState ready) {
        var compacting = ready.compacting();
        var given = compacting.pending() instanceof Pending.Beside ? ready : ready.with(compacting.dropped());
        return given.with(given.plan().roomAbove(given.contextTokens()));
    }

    /**
     * Calls are given up first. What tools answered last was not foreseen when the reserve was set aside, so it goes next; then older results, and
     * then there is nothing left to save.
     */
    private static SessionState withoutWrapUp(SessionState state, String why) {
        var wrapUp = state.wrapUp();
        if (wrapUp != null && state.wrappingUp().rounds() > 0) {
            return AfterWrapUp.withoutCalls(state, wrapUp);
        }
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
