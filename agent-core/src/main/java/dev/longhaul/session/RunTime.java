package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.model.ModelException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a session has run. The time in which nobody ran it is left out: between its end, or the last that a process which
 * died recorded of its work, and its being taken up. Immutable.
 *
 * @param since when it would have begun if it had run without a break
 * @param until the last moment in which it is known to have run
 * @param stands whether it has ended, so that nothing but being taken up sets it going again
 * @param stopping whether it was asked to stop while it ran
 */
public record RunTime(Instant since, Instant until, boolean stands, boolean stopping) {

    static RunTime from(Instant start) {
        return new RunTime(start, start, false, false);
    }

    RunTime after(JournalEntry entry) {
        if (entry.event() instanceof SessionEvent.Resumed) {
            var gap = Duration.between(until, entry.at());
            return gap.isNegative()
                    ? new RunTime(since, until, false, false)
                    : new RunTime(since.plus(gap), entry.at(), false, false);
        }
        if (stands || !isOfTheRun(entry.event())) {
            return this;
        }
        if (entry.event() instanceof SessionEvent.Ended ended && isFromOutside(ended.ending())) {
            return new RunTime(since, until, true, false);
        }
        var last = entry.at().isAfter(until) ? entry.at() : until;
        return new RunTime(
                since,
                last,
                entry.event() instanceof SessionEvent.Ended,
                stopping || entry.event() instanceof SessionEvent.CancelRequested);
    }

    /** Who runs a session records that it was asked to stop, before it ends as cancelled. */
    private boolean isFromOutside(Ending ending) {
        return ending.kind() == Ending.Kind.CANCELLED && !stopping;
    }

    /** What may also be recorded by somebody who does not run it says nothing about how long it ran. */
    private static boolean isOfTheRun(SessionEvent event) {
        return switch (event) {
            case SessionEvent.BudgetChanged e -> false;
            case SessionEvent.MessageReceived e -> false;
            case SessionEvent.ApprovalGiven e -> false;
            case SessionEvent.CompactionRequested e -> false;
            case SessionEvent.BreakerReset e -> false;
            case SessionEvent.LettersTaken e -> false;
            case SessionEvent.Forked e -> false;
            case SessionEvent.Rewound e -> false;
            case SessionEvent.LimitCrossed e -> false;
            // The lost call of a process that died; one of a living process is followed by what came of it.
            case SessionEvent.AttemptFailed e -> e.another() || e.kind() != ModelException.Kind.LOST;
            default -> true;
        };
    }

    /** How long it has run by {@code now}, which is a moment in which it runs. */
    public Duration elapsed(Instant now) {
        return Duration.between(since, now);
    }

    /** How long it had run when it was last known to. */
    public Duration elapsed() {
        return elapsed(until);
    }

    /** When its time is up if it runs on; empty if it has no limit. */
    public Optional<Instant> end(Budget budget) {
        var limit = budget.max(Limit.WALL_CLOCK);
        return limit.isPresent() ? Optional.of(since.plusMillis(limit.getAsLong())) : Optional.empty();
    }
}
