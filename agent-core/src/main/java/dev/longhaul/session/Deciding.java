package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Purpose;

/** What a session does next. Pure. */
final class Deciding {

    private Deciding() {}

    static Next next(SessionState state) {
        return switch (state.position()) {
            case Position.Due due -> new Next.Finish(due.ending().leaving(state.unread()));
            case Position.Ended ended -> new Next.Finish(ended.ending());
            case Position.AtBoundary boundary ->
                Probing.isDue(state, boundary)
                        ? new Next.AskModel(Purpose.PROBE)
                        : new Next.HoldCheckpoint(boundary.event());
            case Position.Calling calling -> new OpenCalls(state, calling).next();
            case Position.Asked asked -> new Next.AskModel(asked.request().purpose());
            case Position.Ready ready -> ready(state, ready);
        };
    }

    private static Next ready(SessionState state, Position.Ready ready) {
        var wrapUp = state.wrapUp();
        if (wrapUp != null) {
            return wrapUp.asked() ? new Next.AskModel(Purpose.WRAP_UP) : beforeWrapUp(state, wrapUp);
        }
        var work = new Next.AskModel(Purpose.WORK);
        // A turn that the provider takes back to go on with has no place for a boundary.
        return ready.turnOpen() ? work : CompactionDue.before(state).orElse(work);
    }

    private static Next beforeWrapUp(SessionState state, WrapUp due) {
        return state.budget().onLimit() == Budget.OnLimit.SUSPEND
                ? new Next.Finish(new Ending(Ending.Kind.SUSPENDED, due.reason(), due.detail()))
                : new Next.TellToWrapUp(due.reason());
    }
}
