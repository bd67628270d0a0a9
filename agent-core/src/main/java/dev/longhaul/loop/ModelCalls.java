package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call to the model: build, audit, reserve, record the intent, send, settle, record what came. Thread-safe. */
public final class ModelCalls {

    private final Model model;
    private final Model summariser;
    private final Model prober;
    private final Till till;

    /** One model for work and summaries, whose tokens are counted and have no price. */
    public ModelCalls(Model model) {
        this(model, model, model, Pricing.NONE, null);
    }

    /**
     * Sets up calls.
     *
     * @param summariser writes the summaries that are asked for in words
     * @param prober says what a summary lost
     * @param shared spent from beside each session's own budget; null for none
     */
    public ModelCalls(Model model, Model summariser, Model prober, Pricing pricing, @Nullable SharedBudget shared) {
        this.model = model;
        this.summariser = summariser;
        this.prober = prober;
        this.till = new Till(pricing, shared);
    }

    /**
     * Why a session's first call could not be paid for, if so. Asks nothing that costs anything.
     *
     * @throws InterruptedException if the thread was interrupted while the provider counted
     */
    public Optional<Fit.TooDear> firstCall(SessionState first, Instant now) throws InterruptedException {
        var request = ContextBuilder.request(first, Purpose.WORK);
        return till.wouldReserve(first, request, model, now) instanceof Till.Grant.Refused refused
                ? Optional.of(refused.why())
                : Optional.empty();
    }

    /** A session ended: what it held for its wrap-up is free for others. */
    public void ended(SessionState state) {
        till.ended(state);
    }

    void ask(Session session, Purpose purpose, Cancellation cancellation) throws InterruptedException {
        var state = session.state();
        var request = ContextBuilder.request(state, purpose);
        RequestAudit.check(request, state.context(), purpose, state.isTurnOpen());
        var who = modelFor(request, purpose);
        var quietly = new CallScope(deadline(state), cancellation, CallListener.NONE);
        Optional<Till.Grant> grant = session.purse().decide(() -> {
            if (session.state().seq() != state.seq()) {
                // What came in meanwhile may change what comes next.
                return Optional.empty();
            }
            var decided = till.reserve(state, purpose, request, who, quietly, session.now());
            session.record(recorded(state, purpose, decided));
            return Optional.of(decided);
        });
        if (grant.orElse(null) instanceof Till.Grant.Granted granted) {
            send(session, purpose, who, granted.request(), granted.reservation(), cancellation);
        }
        till.settled(session.state());
    }

    private static SessionEvent recorded(SessionState state, Purpose purpose, Till.Grant decided) {
        return switch (decided) {
            case Till.Grant.Granted granted -> intent(state, purpose, granted.request(), granted.reservation());
            case Till.Grant.Refused refused -> new SessionEvent.CallRefused(purpose, refused.why());
        };
    }

    private void send(
            Session session,
            Purpose purpose,
            Model who,
            ModelRequest request,
            Reservation reserved,
            Cancellation cancellation)
            throws InterruptedException {
        var deadline = deadline(session.state());
        var began = session.now();
        var flight = new Flight(reserved, failed -> again(session, purpose, reserved, failed));
        try {
            var reply = who.reply(request, new CallScope(deadline, cancellation, flight));
            session.record(new SessionEvent.ModelReplied(
                    purpose,
                    reply,
                    Duration.between(began, session.now()),
                    till.settle(purpose, who, reply, reserved, began)));
        } catch (ModelException e) {
            session.record(
                    session.now().isBefore(deadline)
                            ? new SessionEvent.ModelFailed(
                                    purpose, e.kind(), String.valueOf(e.getMessage()), flight.unknown(e))
                            : flight.failed(e));
        } catch (InterruptedException e) {
            session.record(flight.interrupted());
            throw e;
        }
    }

    /** Whether another attempt may follow this one, which is on record then. */
    private boolean again(Session session, Purpose purpose, Reservation reserved, SessionEvent.AttemptFailed failed) {
        return session.purse().decide(() -> {
            var charged = Amounts.attempt(failed.unknown());
            boolean fits = till.reserveAgain(session.state(), purpose, Till.Share.SESSION, reserved, charged);
            if (fits) {
                session.record(failed);
            }
            return fits;
        });
    }

    /** A probe is no request of the session's context, so its size is its own. */
    private static SessionEvent.ModelAsked intent(
            SessionState state, Purpose purpose, ModelRequest request, Reservation reserved) {
        if (purpose != Purpose.PROBE) {
            return new SessionEvent.ModelAsked(purpose, state.contextTokens(), state.requestChars(), reserved);
        }
        long chars = CallBounds.chars(request);
        return new SessionEvent.ModelAsked(purpose, state.meter().piece(chars), chars, reserved);
    }

    /** What sub-agents may spend of a session that asks this model. */
    Carves carves() {
        return till.carves(model);
    }

    /** A sub-agent's call is over, and its caller is charged so much for it. */
    void booked(SessionState state, String child, Amounts charged) {
        till.booked(state, child, charged);
    }

    /** Tells whoever shares the budget what was recorded. */
    void recorded(SessionState state) {
        till.settled(state);
    }

    /** What a summary beside the work is set aside, and by whom it is written; or why it is not asked for. */
    Till.Grant reserve(SessionState state, ModelRequest request, Model who, Instant now) throws InterruptedException {
        return till.reserveBeside(state, request, who, now);
    }

    /** Whether another attempt at a summary beside the work can be paid for if the last ones are charged so much. */
    boolean reserveAgain(SessionState state, Reservation reserved, Amounts lost) {
        return till.reserveAgain(state, Purpose.COMPACTION, Till.Share.BESIDE, reserved, lost);
    }

    /** A provider signs summaries for the model that asked; one in words can come from anywhere. */
    Model modelFor(ModelRequest request, Purpose purpose) {
        if (purpose == Purpose.PROBE) {
            return prober;
        }
        return purpose == Purpose.COMPACTION && request.compaction() == null ? summariser : model;
    }

    Settlement settle(Model who, ModelReply reply, Reservation reserved, Instant began) {
        return till.settle(Purpose.COMPACTION, who, reply, reserved, began);
    }

    static Instant deadline(SessionState state) {
        return state.time().end(state.budget()).orElse(Instant.MAX);
    }
}
