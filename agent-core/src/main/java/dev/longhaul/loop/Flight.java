package dev.longhaul.loop;

import dev.longhaul.budget.Limit;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.SessionEvent;
import java.time.Duration;

/**
 * The attempts of one call: each failed one is recorded before the next leaves, because it may have been billed. Used by one
 * thread.
 */
final class Flight implements CallListener {

    private final Session session;
    private final long worstCase;
    private int attempt = 1;
    /** A model that does not tell is taken to be asking all the time. */
    private boolean inFlight = true;

    Flight(Session session, long worstCase) {
        this.session = session;
        this.worstCase = worstCase;
    }

    @Override
    public void sending(int number) {
        attempt = number;
        inFlight = true;
    }

    /** No more attempts once those that may have been billed fill the budget. */
    @Override
    public boolean mayAskAgain(ModelException failure) {
        var max = session.state().start().settings().budget().max(Limit.BILLED_TOKENS);
        return max.isEmpty() || session.state().ledger().billedTokens() + unknown(failure) < max.getAsLong();
    }

    @Override
    public void retrying(int number, ModelException failure, Duration wait) {
        attempt = number;
        inFlight = false;
        session.record(failed(failure, wait));
    }

    /** What a failed attempt is charged, in tokens. */
    long unknown(ModelException failure) {
        return failure.mayHaveBeenBilled() ? worstCase : 0;
    }

    SessionEvent.AttemptFailed failed(ModelException failure, Duration pause) {
        return new SessionEvent.AttemptFailed(
                attempt, failure.kind(), String.valueOf(failure.getMessage()), pause, unknown(failure));
    }

    /** The call was broken off; a request that is out may still be billed, one that waits to be made is not. */
    SessionEvent.AttemptFailed interrupted() {
        return new SessionEvent.AttemptFailed(
                attempt,
                ModelException.Kind.LOST,
                inFlight ? "interrupted while a reply was awaited" : "interrupted before it was asked again",
                Duration.ZERO,
                inFlight ? worstCase : 0);
    }
}
