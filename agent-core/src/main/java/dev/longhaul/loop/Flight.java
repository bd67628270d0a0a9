package dev.longhaul.loop;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Reservation;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.SessionEvent;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The attempts of one call: each failed one is noted before the next leaves, because it may have been billed. Told by the
 * thread of the call; any thread may ask what it is charged.
 */
final class Flight implements CallListener {

    private final Reservation reserved;
    private final Predicate<SessionEvent.AttemptFailed> again;
    private volatile int attempt = 1;
    /** A model that does not tell is taken to be asking all the time. */
    private volatile boolean inFlight = true;

    /**
     * Sets up the watch over a call.
     *
     * @param reserved what an attempt is charged whose cost nobody told us
     * @param again notes a failed attempt, if another can be paid for behind what it is charged; says whether
     */
    Flight(Reservation reserved, Predicate<SessionEvent.AttemptFailed> again) {
        this.reserved = reserved;
        this.again = again;
    }

    @Override
    public void sending(int number) {
        attempt = number;
        inFlight = true;
    }

    /** No more attempts once those that may have been billed leave too little for one at its worst. */
    @Override
    public boolean mayRetry(int number, ModelException failure, Duration wait) {
        attempt = number;
        if (!again.test(failed(failure, wait, true))) {
            return false;
        }
        inFlight = false;
        return true;
    }

    /** What a failed attempt is charged. */
    Charge unknown(ModelException failure) {
        return failure.mayHaveBeenBilled() ? reserved.worst() : Charge.NONE;
    }

    /** What the call is charged if it is broken off now: a request that waits to be made is not billed. */
    Charge unknown() {
        return inFlight ? reserved.worst() : Charge.NONE;
    }

    /** The call failed, and there is no time for another attempt. */
    SessionEvent.AttemptFailed failed(ModelException failure) {
        return failed(failure, Duration.ZERO, false);
    }

    private SessionEvent.AttemptFailed failed(ModelException failure, Duration pause, boolean another) {
        return new SessionEvent.AttemptFailed(
                attempt, failure.kind(), String.valueOf(failure.getMessage()), pause, unknown(failure), another);
    }

    /** The call was broken off; a request that is out may still be billed, one that waits to be made is not. */
    SessionEvent.AttemptFailed interrupted() {
        return new SessionEvent.AttemptFailed(
                attempt,
                ModelException.Kind.LOST,
                inFlight ? "interrupted while a reply was awaited" : "interrupted before it was asked again",
                Duration.ZERO,
                unknown(),
                false);
    }
}
