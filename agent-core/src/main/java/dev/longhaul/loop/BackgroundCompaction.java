package dev.longhaul.loop;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Settlement;
import dev.longhaul.loop.BackgroundCall.Came;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.Arrival;
import dev.longhaul.session.Cut;
import dev.longhaul.session.SessionEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The summary that is written while a session's turns go on; at most one. Used by the session's thread, which alone records
 * what comes of it.
 */
final class BackgroundCompaction {

    private final Session session;
    private final ModelCalls models;
    private final ExecutorService executor;
    private @Nullable BackgroundCall call;
    private @Nullable Model asked;
    private Instant began = Instant.EPOCH;

    BackgroundCompaction(Session session, ModelCalls models, ExecutorService executor) {
        this.session = session;
        this.models = models;
        this.executor = executor;
    }

    /** Asks for a summary of the first {@code messages} messages. The intent is on record before the request leaves. */
    void begin(int messages) throws InterruptedException {
        var state = session.state();
        var cut = new Cut(0, messages, state.context().messages().size());
        var request = ContextBuilder.summary(state, cut);
        RequestAudit.check(request, state.context(), Purpose.COMPACTION, false);
        var who = models.modelFor(request, Purpose.COMPACTION);
        switch (models.reserve(state, request, who, session.now())) {
            case Till.Grant.Granted granted -> begin(messages, who, granted.request(), granted.reservation());
            case Till.Grant.Refused refused ->
                session.record(new SessionEvent.CallRefused(Purpose.COMPACTION, refused.why()));
        }
    }

    private void begin(int messages, Model who, ModelRequest request, Reservation reserved) {
        var state = session.state();
        session.record(new SessionEvent.CompactionBegun(messages, state.contextTokens(), reserved));
        asked = who;
        began = session.now();
        var begun = new BackgroundCall(session, reserved, lost -> models.reserveAgain(session.state(), reserved, lost));
        call = begun;
        begun.begin(executor, ModelCalls.deadline(state), scope -> who.reply(request, scope));
    }

    void await() throws InterruptedException {
        if (call != null) {
            call.await();
        }
    }

    /** Records what has come by now, if the session stands where it can take it. */
    void settle() {
        var reserved = session.state().pendingReservation();
        if (reserved.isEmpty()) {
            return;
        }
        if (call == null) {
            session.record(new SessionEvent.CompactionDropped(
                    "the process that asked for the summary is gone",
                    null,
                    reserved.get().worst(),
                    Settlement.NONE));
            return;
        }
        // First what came of it: behind that nothing more fails.
        var came = call.came();
        session.purse().alone(() -> {
            if (came != null && session.state().arrival() != Arrival.LATER) {
                call = null;
                session.record(event(came, session.state().arrival()));
            }
        });
        models.recorded(session.state());
        if (call == null) {
            throwIfBug(Objects.requireNonNull(came));
        }
    }

    /** A bug ends the session here as it would in the session's own calls. */
    private static void throwIfBug(Came came) {
        if (came instanceof Came.Bug bug) {
            if (bug.cause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the call for a summary broke", bug.cause());
        }
    }

    /** Breaks off what still runs, and records what it is charged. */
    void stop() {
        var running = call;
        if (running == null) {
            return;
        }
        call = null;
        var came = running.stop();
        session.purse().alone(() -> session.record(event(came, Arrival.TOO_LATE)));
    }

    /** Lets nothing run on behind a session that is gone. */
    void abandon() {
        if (call != null) {
            call.stop();
        }
    }

    private SessionEvent event(Came came, Arrival arrival) {
        return switch (came) {
            case Came.Reply reply
            when arrival == Arrival.TAKEN ->
                new SessionEvent.ModelReplied(Purpose.COMPACTION, reply.reply(), reply.took(), settlement(reply));
            case Came.Reply reply ->
                new SessionEvent.CompactionDropped(why(arrival), reply.reply(), Charge.NONE, settlement(reply));
            case Came.Failure failure ->
                new SessionEvent.ModelFailed(
                        Purpose.COMPACTION,
                        failure.failure().kind(),
                        String.valueOf(failure.failure().getMessage()),
                        failure.unknown());
            case Came.Nothing nothing ->
                new SessionEvent.CompactionDropped(
                        "the call for the summary was broken off", null, nothing.unknown(), Settlement.NONE);
            case Came.Bug bug ->
                new SessionEvent.CompactionDropped(
                        "the call for the summary broke", null, bug.unknown(), Settlement.NONE);
        };
    }

    private Settlement settlement(Came.Reply reply) {
        var reserved = session.state().pendingReservation().orElse(Reservation.NONE);
        return models.settle(Objects.requireNonNull(asked), reply.reply(), reserved, began);
    }

    private static String why(Arrival arrival) {
        return arrival == Arrival.STALE
                ? "the summary came, but the history it sums up has changed meanwhile"
                : "the summary came when the session was about to end";
    }
}
