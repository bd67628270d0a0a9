package dev.longhaul.loop;

import dev.longhaul.budget.Limit;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionEvent.Purpose;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.time.Instant;

/** One call to the model: build, audit, record the intent, send, record what came. Thread-safe. */
public final class ModelCalls {

    private final Model model;
    private final Model summariser;
    private final Model prober;

    /** One model for everything. */
    public ModelCalls(Model model) {
        this(model, model, model);
    }

    /**
     * Sets up calls.
     *
     * @param summariser writes the summaries that are asked for in words
     * @param prober says what a summary lost
     */
    public ModelCalls(Model model, Model summariser, Model prober) {
        this.model = model;
        this.summariser = summariser;
        this.prober = prober;
    }

    void ask(Session session, Purpose purpose, Cancellation cancellation) throws InterruptedException {
        var state = session.state();
        var request = ContextBuilder.request(state, purpose);
        RequestAudit.check(request, state.context(), purpose, state.isTurnOpen());
        var intent = intent(state, purpose, request);
        long worstCase = intent.promptTokens() + request.maxTokens();
        var deadline = deadline(state);
        session.record(intent);
        var began = session.now();
        var flight = new Flight(session, worstCase);
        try {
            var scope = new CallScope(deadline, cancellation, flight);
            var reply = modelFor(request, purpose).reply(request, scope);
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

    /** A probe is no request of the session's context, so its size is its own. */
    private static SessionEvent.ModelAsked intent(SessionState state, Purpose purpose, ModelRequest request) {
        if (purpose != Purpose.PROBE) {
            return new SessionEvent.ModelAsked(purpose, state.contextTokens(), state.requestChars());
        }
        long chars = request.system().length()
                + request.messages().stream().mapToLong(TextSize::of).sum();
        return new SessionEvent.ModelAsked(purpose, state.meter().piece(chars), chars);
    }

    /** A provider signs summaries for the model that asked; one in words can come from anywhere. */
    private Model modelFor(ModelRequest request, Purpose purpose) {
        if (purpose == Purpose.PROBE) {
            return prober;
        }
        return purpose == Purpose.COMPACTION && request.compaction() == null ? summariser : model;
    }

    private static Instant deadline(SessionState state) {
        var limit = state.start().settings().budget().max(Limit.WALL_CLOCK);
        return limit.isPresent() ? state.startedAt().plusMillis(limit.getAsLong()) : Instant.MAX;
    }
}
