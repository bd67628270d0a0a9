package dev.longhaul.loop;

import dev.longhaul.session.AwaitedCall;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings calls before whoever decides on them, and records what is said. As thread-safe as the approver. */
public final class Approvals {

    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    /** How often others are heard while an approver is asked, in ms. */
    private static final long LISTENS_EACH = 200;

    private final Approver approver;
    private final ExecutorService executor;

    /** @param executor gives an approver a thread of its own, so that it can be given up */
    public Approvals(Approver approver, ExecutorService executor) {
        this.approver = approver;
        this.executor = executor;
    }

    void ask(Session session, List<AwaitedCall> calls) {
        session.record(calls.stream()
                .map(awaited -> new SessionEvent.ApprovalAsked(awaited.call(), awaited.why()))
                .toList());
    }

    /**
     * Whether something was said to at least one of these calls, or the session's time ran out over it. What others say to the
     * session meanwhile is heard: an answer of theirs that came first stands.
     */
    boolean answered(Session session, List<AwaitedCall> calls) throws InterruptedException {
        boolean any = false;
        for (var awaited : calls) {
            var said = waits(session, awaited) ? answer(session, awaited) : Optional.<ApprovalAnswer>empty();
            session.hear();
            if (!waits(session, awaited)) {
                any = true;
            } else if (said.isPresent()) {
                any = true;
                session.record(event(awaited, said.get()));
            }
        }
        return any || session.hasRunOut();
    }

    private static boolean waits(Session session, AwaitedCall awaited) {
        return session.state().awaitingApproval().contains(awaited);
    }

    private static SessionEvent event(AwaitedCall awaited, ApprovalAnswer said) {
        return new SessionEvent.ApprovalGiven(awaited.call().id(), said.approved(), said.reason(), said.who());
    }

    /**
     * Nothing if the session's time is up before there is an answer, or somebody else gave one; the approver is interrupted
     * then, as it is if this thread is.
     */
    private Optional<ApprovalAnswer> answer(Session session, AwaitedCall awaited) throws InterruptedException {
        var request = new ApprovalRequest(session.id(), awaited.call(), awaited.why());
        var asked = executor.submit(() -> answer(request));
        var began = session.now();
        try {
            for (long waited = 0; ; waited += LISTENS_EACH) {
                long left = left(session, began) - waited;
                try {
                    return asked.get(Math.min(left, LISTENS_EACH), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    session.hear();
                    if (left <= LISTENS_EACH || !waits(session, awaited)) {
                        return Optional.empty();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the approver failed on a call of " + request.call().name(), e.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    /** In ms. */
    private static long left(Session session, Instant now) {
        return session.state()
                .time()
                .end(session.state().budget())
                .map(end -> Duration.between(now, end).toMillis())
                .orElse(Long.MAX_VALUE);
    }

    private Optional<ApprovalAnswer> answer(ApprovalRequest request) throws InterruptedException {
        try {
            return approver.answer(request);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The approver failed on a call of {} in session {}",
                    request.call().name(),
                    request.sessionId(),
                    e);
            return Optional.empty();
        }
    }
}
