package dev.longhaul.session;

import dev.longhaul.session.SessionEvent.Purpose;
import dev.longhaul.tool.ToolCall;
import java.util.List;

/** What a session does next. Pure. */
final class Deciding {

    private Deciding() {}

    static Next next(SessionState state) {
        return switch (state.position()) {
            case Position.Due due -> new Next.Finish(due.ending().leaving(state.unread()));
            case Position.Ended ended -> new Next.Finish(ended.ending());
            case Position.AtBoundary boundary -> new Next.HoldCheckpoint(boundary.event());
            case Position.Calling calling -> new Next.RunTools(unanswered(calling));
            case Position.Asked asked -> new Next.AskModel(purpose(state));
            case Position.Ready ready -> {
                var wrapUp = state.wrapUp();
                yield wrapUp != null && !wrapUp.asked()
                        ? new Next.TellToWrapUp(wrapUp.reason(), wrapUp.message())
                        : new Next.AskModel(purpose(state));
            }
        };
    }

    private static Purpose purpose(SessionState state) {
        var wrapUp = state.wrapUp();
        if (wrapUp != null && wrapUp.asked()) {
            return Purpose.WRAP_UP;
        }
        return state.plan().asksAt(state.contextTokens()) && state.compactable() > 0
                ? Purpose.COMPACTION
                : Purpose.WORK;
    }

    private static List<ToolCall> unanswered(Position.Calling calling) {
        return calling.reply().toolUses().stream()
                .filter(use -> !calling.results().containsKey(use.id()))
                .map(use -> new ToolCall(use.id(), use.name(), use.input()))
                .toList();
    }
}
