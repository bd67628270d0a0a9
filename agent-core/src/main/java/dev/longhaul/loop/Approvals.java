package dev.longhaul.loop;

import dev.longhaul.session.AwaitedCall;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings calls before whoever decides on them, and records what is said. As thread-safe as the approver. */
public final class Approvals {

    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    private final Approver approver;

    public Approvals(Approver approver) {
        this.approver = approver;
    }

    void ask(Session session, List<AwaitedCall> calls) {
        session.record(calls.stream()
                .map(awaited -> new SessionEvent.ApprovalAsked(awaited.call(), awaited.why()))
                .toList());
    }

    /** Whether something was said to at least one of these calls. */
    boolean answered(Session session, List<AwaitedCall> calls) throws InterruptedException {
        boolean any = false;
        for (var awaited : calls) {
            var said = answer(new ApprovalRequest(session.id(), awaited.call(), awaited.why()));
            if (said.isPresent()) {
                any = true;
                session.record(event(awaited, said.get()));
            }
        }
        return any;
    }

    private static SessionEvent event(AwaitedCall awaited, ApprovalAnswer said) {
        return new SessionEvent.ApprovalGiven(awaited.call().id(), said.approved(), said.reason(), said.who());
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
