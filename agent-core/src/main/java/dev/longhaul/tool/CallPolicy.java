package dev.longhaul.tool;

import java.time.Duration;
import java.util.Optional;

/**
 * How the calls of a tool are run. Immutable.
 *
 * @param timeout after which a call is interrupted and answered for; empty for the agent's own limit
 * @param rerun what becomes of a call whose process died
 * @param approval whether a person has to agree first
 * @param maxResultTokens what the model reads of a result at most, in estimated tokens; the rest stays in the journal
 * @param inWrapUp whether the model may still call it when it is told to wrap up
 * @param parallel whether it may run beside other calls of the same reply
 */
public record CallPolicy(
        Optional<Duration> timeout,
        Rerun rerun,
        Approval approval,
        int maxResultTokens,
        boolean inWrapUp,
        boolean parallel) {

    /** About 100 KB of English text. */
    public static final int DEFAULT_MAX_RESULT_TOKENS = 25_000;

    private static final Duration LONGEST = Duration.ofDays(366);

    /** Runs beside others, again after a crash, without asking; not in a wrap-up. */
    public static final CallPolicy DEFAULT =
            new CallPolicy(Optional.empty(), Rerun.RERUN, Approval.NEVER, DEFAULT_MAX_RESULT_TOKENS, false, true);

    public CallPolicy {
        if (timeout.isPresent() && !timeout.get().isPositive()) {
            throw new IllegalArgumentException("a timeout of " + timeout.get() + " lets nothing run: give more than 0");
        }
        if (timeout.isPresent() && timeout.get().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout of " + timeout.get() + " is none: give at most "
                    + LONGEST.toDays() + " days, or leave it out");
        }
        if (maxResultTokens < 1) {
            throw new IllegalArgumentException(
                    "a result of at most " + maxResultTokens + " tokens says nothing: give 1 or more");
        }
    }

    public CallPolicy timeout(Duration limit) {
        return new CallPolicy(Optional.of(limit), rerun, approval, maxResultTokens, inWrapUp, parallel);
    }

    public CallPolicy rerun(Rerun after) {
        return new CallPolicy(timeout, after, approval, maxResultTokens, inWrapUp, parallel);
    }

    public CallPolicy approval(Approval whether) {
        return new CallPolicy(timeout, rerun, whether, maxResultTokens, inWrapUp, parallel);
    }

    public CallPolicy maxResultTokens(int tokens) {
        return new CallPolicy(timeout, rerun, approval, tokens, inWrapUp, parallel);
    }

    /** Lets the model call it in a wrap-up, to save its state for example. */
    public CallPolicy alsoInWrapUp() {
        return new CallPolicy(timeout, rerun, approval, maxResultTokens, true, parallel);
    }

    /** Runs each call alone. */
    public CallPolicy alone() {
        return new CallPolicy(timeout, rerun, approval, maxResultTokens, inWrapUp, false);
    }
}
