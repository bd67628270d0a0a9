package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.SessionEvent;

/** A sub-agent's session belongs to its caller's: that one goes on with it and pays for it. Pure. */
final class ParentCheck {

    /** A limit of time that moved less than this did not move: the beginning of a session is not recorded at once. */
    private static final long CLOCK_SLACK_MILLIS = 1_000;

    private ParentCheck() {}

    /** @throws NotResumableException if it is somebody's sub-agent; names whose */
    static void requireNone(SessionEvent.Started start) {
        if (start.parent() != null) {
            var caller = start.parent().sessionId();
            throw new NotResumableException(
                    "session %s is a sub-agent of session %s: resume that one".formatted(start.sessionId(), caller));
        }
    }

    /** @throws IllegalArgumentException if its budget is a part of another session's; names which */
    static void requireOwnBudget(SessionEvent.Started start) {
        if (start.parent() != null) {
            throw new IllegalArgumentException(
                    "the budget of session %s is a part of that of session %s: raise that one"
                            .formatted(start.sessionId(), start.parent().sessionId()));
        }
    }

    /** Whether a limit is higher than before, or new. */
    static boolean isChanged(Budget budget, Budget before) {
        return budget.limits().entrySet().stream().anyMatch(entry -> {
            long slack = entry.getKey() == Limit.WALL_CLOCK ? CLOCK_SLACK_MILLIS : 0;
            return before.max(entry.getKey()).orElse(0) < entry.getValue() - slack;
        });
    }
}
