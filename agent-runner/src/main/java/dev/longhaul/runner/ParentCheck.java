package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.SessionEvent;
import java.util.stream.Stream;

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

    /** What changes for a sub-agent that goes on, from limit to limit; nothing for one that hardly moved. */
    static Raise change(Budget before, Budget now) {
        var set = now.limits().entrySet().stream()
                .filter(limit ->
                        isMoved(limit.getKey(), before.max(limit.getKey()).orElse(Long.MAX_VALUE), limit.getValue()))
                .<Raise.Step>map(limit -> new Raise.To(limit.getKey(), limit.getValue()));
        var lifted = before.limits().keySet().stream()
                .filter(limit -> now.max(limit).isEmpty())
                .<Raise.Step>map(Raise.Lift::new);
        return new Raise(Stream.concat(set, lifted).toList());
    }

    private static boolean isMoved(Limit limit, long before, long now) {
        return limit == Limit.WALL_CLOCK
                ? now > before + CLOCK_SLACK_MILLIS || now < before - CLOCK_SLACK_MILLIS
                : now != before;
    }
}
