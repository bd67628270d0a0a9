package dev.longhaul.loop;

import dev.longhaul.session.AwaitedCall;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import java.time.Duration;
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

    private final Approver approver;
    private final ExecutorService executor;

    /** @param executor gives an approver a thread of its own where its time is limited */
    public Approvals(Approver approver, ExecutorService executor) {
        this.approver = approver;
        this.executor = executor;
    }

    void ask(Session session, List<AwaitedCall> calls) {
        session.record(calls.stream()
                .map(awaited -> new SessionEvent.ApprovalAsked(awaited.call(), awaited.why()))
                .toList());
    }

    /** Whether something was said to at least one of these calls, or the session's time ran out over it. */
    boolean answered(Session session, List<AwaitedCall> calls) throws InterruptedException {
        boolean any = false;
        for (var awaited : calls) {
            var said = answer(session, new ApprovalRequest(session.id(), awaited.call(), awaited.why()));
            if (said.isPresent()) {
                any = true;
                session.record(event(awaited, said.get()));
            }
        }
        return any || session.hasRunOut();
    }

    private static SessionEvent event(AwaitedCall awaited, ApprovalAnswer said) {
        return new SessionEvent.ApprovalGiven(awaited.call().id(), said.approved(), said.reason(), said.who());
    }

    private Optional<ApprovalAnswer> answer(Session session, ApprovalRequest request) throws InterruptedException {
        var end = session.state().time().end(session.state().budget());
        return end.isEmpty()
                ? answer(request)
                : answer(request, Duration.between(session.now(), end.get()).toMillis());
    }

    /** Nothing if there is no answer within so many ms; the approver is interrupted then, as it is if this thread is. */
    private Optional<ApprovalAnswer> answer(ApprovalRequest request, long millis) throws InterruptedException {
        var asked = executor.submit(() -> answer(request));
        try {
            return asked.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the approver failed on a call of " + request.call().name(), e.getCause());
        } finally {
            asked.cancel(true);
        }
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
