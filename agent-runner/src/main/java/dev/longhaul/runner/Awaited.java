package dev.longhaul.runner;

import dev.longhaul.session.AwaitedCall;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.ApprovalAnswer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody says to the calls of a session that wait for a person. Pure. */
final class Awaited {

    private Awaited() {}

    static List<SessionEvent> given(SessionState state, @Nullable String callId, ApprovalAnswer answer) {
        var meant = state.awaitingApproval().stream()
                .filter(awaited -> callId == null || awaited.call().id().equals(callId))
                .toList();
        if (meant.isEmpty()) {
            throw none(state, callId);
        }
        return meant.stream().map(awaited -> event(awaited, answer)).toList();
    }

    private static SessionEvent event(AwaitedCall awaited, ApprovalAnswer answer) {
        return new SessionEvent.ApprovalGiven(awaited.call().id(), answer.approved(), answer.reason(), answer.who());
    }

    private static IllegalArgumentException none(SessionState state, @Nullable String callId) {
        var waiting = state.awaitingApproval().stream()
                .map(awaited -> awaited.call().id() + ": " + awaited.words())
                .collect(Collectors.joining("; "));
        return new IllegalArgumentException("session %s: no call%s waits for approval; %s"
                .formatted(
                        state.start().sessionId(),
                        callId == null ? "" : " " + callId,
                        waiting.isEmpty() ? "nothing is to be decided" : "these do: " + waiting));
    }
}
