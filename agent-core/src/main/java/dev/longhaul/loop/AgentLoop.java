package dev.longhaul.loop;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Settlement;
import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Next;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import java.util.concurrent.ExecutorService;

/**
 * Runs a session to its end: asks its state what comes next, does it, records what came of it.
 *
 * <p>One thread runs a session; a loop may run many sessions at once. Interrupting the thread ends the session as cancelled.
 */
public final class AgentLoop {

    private final ModelCalls models;
    private final ToolCalls tools;
    private final Approvals approvals;
    private final CheckpointKeeper checkpoints;
    private final ExecutorService executor;

    /**
     * Puts a loop together.
     *
     * @param executor gives a summary that is written in the background a thread of its own
     */
    public AgentLoop(
            ModelCalls models,
            ToolCalls tools,
            Approvals approvals,
            CheckpointKeeper checkpoints,
            ExecutorService executor) {
        this.models = models;
        this.tools = tools;
        this.approvals = approvals;
        this.checkpoints = checkpoints;
        this.executor = executor;
    }

    /** Runs until the session ends; whatever goes wrong becomes its outcome. */
    public Outcome run(Session session, Cancellation cancellation) {
        var background = new BackgroundCompaction(session, models, executor);
        var end = new SessionEnd(session, background);
        try {
            return run(session, cancellation, background, end);
        } finally {
            end.leave();
            models.ended(session.state());
        }
    }

    private Outcome run(Session session, Cancellation cancellation, BackgroundCompaction background, SessionEnd end) {
        while (true) {
            try {
                if (cancellation.isRequested() && !session.state().isEnding()) {
                    session.record(new SessionEvent.CancelRequested(String.valueOf(cancellation.reason())));
                }
                session.hear();
                background.settle();
                switch (session.state().next()) {
                    case Next.AskModel ask -> models.ask(session, ask.purpose(), cancellation);
                    case Next.BeginCompaction begin -> background.begin(begin.messages());
                    case Next.AwaitCompaction await -> background.await();
                    case Next.DropRequest drop ->
                        session.record(
                                new SessionEvent.CompactionDropped(drop.why(), null, Charge.NONE, Settlement.NONE));
                    case Next.TellToWrapUp tell ->
                        session.record(new SessionEvent.WrapUpAsked(
                                tell.reason(), session.state().wrappingUp().message(session.now())));
                    case Next.RefuseTools refuse -> tools.refuse(session, refuse.calls(), refuse.why(), models);
                    case Next.AnswerCalls answer -> session.record(answer.answers());
                    case Next.RunTools run -> tools.run(session, run, cancellation, models);
                    case Next.AskApproval ask -> approvals.ask(session, ask.calls());
                    case Next.AwaitApproval await -> {
                        if (!approvals.answered(session, await.calls()) && end.mayCome(await.ending())) {
                            return end.come(await.ending());
                        }
                    }
                    case Next.HoldCheckpoint hold -> session.record(checkpoints.hold(session.state(), hold.reply()));
                    case Next.Finish finish -> {
                        if (end.mayCome(finish.ending())) {
                            return end.come(finish.ending());
                        }
                    }
                }
            } catch (InterruptedException e) {
                cancellation.request("interrupted");
            } catch (RuntimeException e) {
                return end.fail(e);
            }
        }
    }
}
