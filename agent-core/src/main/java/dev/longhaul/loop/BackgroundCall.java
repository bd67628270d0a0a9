package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Reservation;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call to the model on a thread of its own. It records nothing: what came of it waits until the session comes by. Thread-safe.
 */
final class BackgroundCall {

    /** What came of a call. */
    sealed interface Came {

        record Reply(ModelReply reply, Duration took) implements Came {}

        record Failure(ModelException failure, Charge unknown) implements Came {}

        /** It was broken off, and nobody knows whether it ran. */
        record Nothing(Charge unknown) implements Came {}

        /** A bug of the model's adapter, or a broken machine. */
        record Bug(Throwable cause, Charge unknown) implements Came {}
    }

    /** Asks the model. */
    @FunctionalInterface
    interface Asking {
        ModelReply reply(CallScope scope) throws ModelException, InterruptedException;
    }

    private final Session session;
    private final Flight flight;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Came came;
    private @Nullable Future<?> thread;

    /**
     * Sets up a call.
     *
     * @param again whether another attempt can be paid for if the last ones are charged so much
     */
    BackgroundCall(Session session, Reservation reserved, Predicate<Amounts> again) {
        this.session = session;
        this.flight = new Flight(reserved, failed -> mayRetry(failed, again));
    }

    void begin(ExecutorService executor, Instant deadline, Asking asking) {
        var scope = new CallScope(deadline, cancellation, flight);
        thread = executor.submit(() -> end(ask(asking, scope)));
    }

    private Came ask(Asking asking, CallScope scope) {
        var began = session.now();
        try {
            return new Came.Reply(asking.reply(scope), Duration.between(began, session.now()));
        } catch (ModelException e) {
            return new Came.Failure(e, flight.unknown(e));
        } catch (InterruptedException e) {
            return new Came.Nothing(flight.unknown());
        } catch (RuntimeException | Error e) {
            return new Came.Bug(e, flight.unknown());
        }
    }

    private synchronized void end(Came what) {
        if (came == null) {
            came = what;
        }
        done.countDown();
    }

    /** One that may have been billed is charged what was set aside, before anything more is: a crash must not hide it. */
    private boolean mayRetry(SessionEvent.AttemptFailed failed, Predicate<Amounts> again) {
        return failed.unknown().equals(Charge.NONE)
                && session.purse().again(failed, lost -> !isOver() && again.test(lost));
    }

    private synchronized boolean isOver() {
        return came != null;
    }

    /** What came of it; null while it runs. */
    synchronized @Nullable Came came() {
        return came;
    }

    /** Breaks it off if it still runs; what comes of it afterwards is never told, because it is charged at its worst. */
    Came stop() {
        cancellation.request("its session needs it no more");
        if (thread != null) {
            thread.cancel(true);
        }
        synchronized (this) {
            if (came == null) {
                came = new Came.Nothing(flight.unknown());
            }
            return came;
        }
    }

    void await() throws InterruptedException {
        done.await();
    }
}
