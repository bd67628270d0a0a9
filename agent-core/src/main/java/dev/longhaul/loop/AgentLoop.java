package dev.longhaul.loop;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Next;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a session to its end: asks its state what comes next, does it, records what came of it.
 *
 * <p>One thread runs a session; a loop may run many sessions at once. Interrupting the thread ends the session as cancelled.
 */
public final class AgentLoop {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final ModelCalls models;
    private final ToolCalls tools;
    private final CheckpointKeeper checkpoints;

    public AgentLoop(ModelCalls models, ToolCalls tools, CheckpointKeeper checkpoints) {
        this.models = models;
        this.tools = tools;
        this.checkpoints = checkpoints;
    }

    /** Runs until the session ends; whatever goes wrong becomes its outcome. */
    public Outcome run(Session session, Cancellation cancellation) {
        while (true) {
            try {
                if (cancellation.isRequested() && !session.state().isEnding()) {
                    session.record(new SessionEvent.CancelRequested(String.valueOf(cancellation.reason())));
                }
                switch (session.state().next()) {
                    case Next.AskModel ask -> models.ask(session, ask.purpose(), cancellation);
                    case Next.TellToWrapUp tell ->
                        session.record(new SessionEvent.WrapUpAsked(tell.reason(), tell.message()));
                    case Next.RunTools run -> tools.run(session, run.calls(), cancellation);
                    case Next.HoldCheckpoint hold -> session.record(checkpoints.hold(session.state(), hold.reply()));
                    case Next.Finish finish -> {
                        return finish(session, finish.ending());
                    }
                }
            } catch (InterruptedException e) {
                cancellation.request("interrupted");
            } catch (RuntimeException e) {
                return fail(session, e);
            }
        }
    }

    private Outcome finish(Session session, Ending ending) {
        session.record(new SessionEvent.Ended(ending));
        models.ended(session.state());
        return Outcome.of(ending, session.state().report(session.now()));
    }

    /** A bug of ours, or a journal that cannot be written. */
    private static Outcome fail(Session session, RuntimeException e) {
        LOG.error("Session {} failed", session.id(), e);
        var ending = new Ending(
                Ending.Kind.FAILED,
                "internal_error",
                "a bug, or a journal that cannot be written (" + e.getClass().getSimpleName() + "); the log says more");
        try {
            session.record(new SessionEvent.Ended(ending));
        } catch (RuntimeException journalToo) {
            LOG.error("The end of session {} could not be recorded", session.id(), journalToo);
        }
        return Outcome.of(ending, session.state().report(session.now()));
    }
}
