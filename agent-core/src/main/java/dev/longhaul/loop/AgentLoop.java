package dev.longhaul.loop;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Next;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;

/**
 * Runs a session to its end: asks its state what comes next, does it, records what came of it.
 *
 * <p>One thread runs a session; a loop may run many sessions at once. Interrupting the thread ends the session as cancelled.
 */
public final class AgentLoop {

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
                session.hear();
                switch (session.state().next()) {
                    case Next.AskModel ask -> models.ask(session, ask.purpose(), cancellation);
                    case Next.TellToWrapUp tell ->
                        session.record(new SessionEvent.WrapUpAsked(tell.reason(), tell.message()));
                    case Next.RunTools run -> tools.run(session, run.calls(), cancellation);
                    case Next.HoldCheckpoint hold -> session.record(checkpoints.hold(session.state(), hold.reply()));
                    case Next.Finish finish -> {
                        if (SessionEnd.mayCome(session, finish.ending())) {
                            return SessionEnd.come(session, finish.ending());
                        }
                    }
                }
            } catch (InterruptedException e) {
                cancellation.request("interrupted");
            } catch (RuntimeException e) {
                return SessionEnd.fail(session, e);
            }
        }
    }
}
