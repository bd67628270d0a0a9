package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Purpose;
import dev.longhaul.tool.ToolCall;
import java.util.List;

/** What a session does next. Pure. */
final class Deciding {

    private static final String NONE_LEFT = "as many tools as the budget allows were called.";

    private Deciding() {}

    static Next next(SessionState state) {
        return switch (state.position()) {
            case Position.Due due -> new Next.Finish(due.ending().leaving(state.unread()));
            case Position.Ended ended -> new Next.Finish(ended.ending());
            case Position.AtBoundary boundary ->
                Probing.isDue(state, boundary)
                        ? new Next.AskModel(Purpose.PROBE)
                        : new Next.HoldCheckpoint(boundary.event());
            case Position.Calling calling -> calling(state, calling);
            case Position.Asked asked -> new Next.AskModel(asked.request().purpose());
            case Position.Ready ready -> ready(state, ready);
        };
    }

    private static Next calling(SessionState state, Position.Calling calling) {
        var calls = unanswered(calling);
        return state.wrappingUp()
                .refusal(calling, calls)
                .map(Next.class::cast)
                .orElseGet(() -> withinTheLimit(state, calls));
    }

    private static Next withinTheLimit(SessionState state, List<ToolCall> calls) {
        var max = state.budget().max(Limit.TOOL_CALLS);
        long left = max.isEmpty()
                ? calls.size()
                : Math.max(0, max.getAsLong() - state.ledger().toolCalls());
        return calls.size() > left
                ? new Next.RefuseTools(calls.subList((int) left, calls.size()), NONE_LEFT)
                : new Next.RunTools(calls);
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

    private static List<ToolCall> unanswered(Position.Calling calling) {
        return calling.reply().toolUses().stream()
                .filter(use -> !calling.results().containsKey(use.id()))
                .map(use -> new ToolCall(use.id(), use.name(), use.input()))
                .toList();
    }
}
