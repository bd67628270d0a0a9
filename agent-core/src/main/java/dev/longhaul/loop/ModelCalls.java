package dev.longhaul.loop;

import dev.longhaul.budget.Limit;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionEvent.Purpose;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** One call to the model: build, audit, record the intent, send, record what came. Thread-safe. */
public final class ModelCalls {

    private final Model model;
    private final Model summariser;

    /** One model for work and summaries. */
    public ModelCalls(Model model) {
        this(model, model);
    }

    /**
     * Sets up calls.
     *
     * @param summariser writes the summaries that are asked for in words
     */
    public ModelCalls(Model model, Model summariser) {
        this.model = model;
        this.summariser = summariser;
    }

    void ask(Session session, Purpose purpose, Cancellation cancellation) throws InterruptedException {
        var state = session.state();
        var request = ContextBuilder.request(state, purpose);
        RequestAudit.check(request, state.context(), purpose, state.isTurnOpen());
        var intent = new SessionEvent.ModelAsked(purpose, state.contextTokens(), state.requestChars());
        long worstCase = intent.promptTokens() + request.maxTokens();
        var deadline = deadline(state);
        session.record(intent);
        var began = session.now();
        var flight = new Flight(
                worstCase, billedLimit(state), () -> session.state().ledger().billedTokens(), session::record);
        try {
            var reply = reply(request, purpose, new CallScope(deadline, cancellation, flight));
            session.record(new SessionEvent.ModelReplied(purpose, reply, Duration.between(began, session.now())));
        } catch (ModelException e) {
            session.record(
                    session.now().isBefore(deadline)
                            ? new SessionEvent.ModelFailed(
                                    purpose, e.kind(), String.valueOf(e.getMessage()), flight.unknown(e))
                            : flight.failed(e, Duration.ZERO));
        } catch (InterruptedException e) {
            session.record(flight.interrupted());
            throw e;
        }
    }

    /** A provider signs summaries for the model that asked; one in words can come from anywhere. */
    private Model modelFor(ModelRequest request, Purpose purpose) {
        return purpose == Purpose.COMPACTION && request.compaction() == null ? summariser : model;
    }

    ModelReply reply(ModelRequest request, Purpose purpose, CallScope scope)
            throws ModelException, InterruptedException {
        return modelFor(request, purpose).reply(request, scope);
    }

    static OptionalLong billedLimit(SessionState state) {
        return state.start().settings().budget().max(Limit.BILLED_TOKENS);
    }

    static Instant deadline(SessionState state) {
        var limit = state.start().settings().budget().max(Limit.WALL_CLOCK);
        return limit.isPresent() ? state.startedAt().plusMillis(limit.getAsLong()) : Instant.MAX;
    }
}
