package dev.longhaul.loop;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
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
    private final Purpose purpose;
    private final Reservation reserved;
    private final Till till;
    private int attempt = 1;
    /** A model that does not tell is taken to be asking all the time. */
    private boolean inFlight = true;

    Flight(Session session, Purpose purpose, Reservation reserved, Till till) {
        this.session = session;
        this.purpose = purpose;
        this.reserved = reserved;
        this.till = till;
    }

    @Override
    public void sending(int number) {
        attempt = number;
        inFlight = true;
    }

    /** No more attempts once those that may have been billed leave too little for one at its worst. */
    @Override
    public boolean mayAskAgain(ModelException failure) {
        return till.reserveAgain(session.state(), purpose, reserved, unknown(failure));
    }

    @Override
    public void retrying(int number, ModelException failure, Duration wait) {
        attempt = number;
        inFlight = false;
        session.record(failed(failure, wait));
    }

    /** What a failed attempt is charged. */
    Charge unknown(ModelException failure) {
        return failure.mayHaveBeenBilled() ? reserved.worst() : Charge.NONE;
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
                inFlight ? reserved.worst() : Charge.NONE);
    }
}
