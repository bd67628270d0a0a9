package dev.longhaul.loop;

import dev.longhaul.model.CallListener;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.SessionEvent;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The attempts of one call: each failed one is noted before the next leaves, because it may have been billed. Told by the
 * thread of the call; any thread may ask what it is charged.
 */
final class Flight implements CallListener {

    private final long worstCase;
    private final OptionalLong limit;
    private final LongSupplier billed;
    private final Consumer<SessionEvent.AttemptFailed> log;
    private volatile int attempt = 1;
    /** A model that does not tell is taken to be asking all the time. */
    private volatile boolean inFlight = true;

    /**
     * Sets up the watch over a call.
     *
     * @param worstCase what an attempt is charged whose cost nobody told us, in tokens
     * @param limit the most that may be billed, in tokens
     * @param billed what is billed so far, in tokens
     * @param log takes each failed attempt that another follows
     */
    Flight(long worstCase, OptionalLong limit, LongSupplier billed, Consumer<SessionEvent.AttemptFailed> log) {
        this.worstCase = worstCase;
        this.limit = limit;
        this.billed = billed;
        this.log = log;
    }

    @Override
    public void sending(int number) {
        attempt = number;
        inFlight = true;
    }

    /** No more attempts once those that may have been billed fill the budget. */
    @Override
    public boolean mayAskAgain(ModelException failure) {
        return limit.isEmpty() || billed.getAsLong() + unknown(failure) < limit.getAsLong();
    }

    @Override
    public void retrying(int number, ModelException failure, Duration wait) {
        attempt = number;
        inFlight = false;
        log.accept(failed(failure, wait));
    }

    /** What a failed attempt is charged, in tokens. */
    long unknown(ModelException failure) {
        return failure.mayHaveBeenBilled() ? worstCase : 0;
    }

    /** What the call is charged if it is broken off now, in tokens: a request that waits to be made is not billed. */
    long unknown() {
        return inFlight ? worstCase : 0;
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
                unknown());
    }
}
