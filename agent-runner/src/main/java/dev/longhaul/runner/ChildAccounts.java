package dev.longhaul.runner;

import dev.longhaul.budget.ChildSpending;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Ending;
import dev.longhaul.session.OpenChild;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.util.List;

/**
 * Says what sub-agents have spent by their own journals, where their caller has not heard it: whoever leaves them behind
 * pays for that, and not for all that was set aside for them.
 */
record ChildAccounts(SessionStore store) {

    /** What is recorded of them behind {@code state}; nothing of those whose journals are gone, which stay charged in full. */
    List<SessionEvent> heard(SessionState state) {
        return state.children().stream()
                .filter(child ->
                        !child.settled() && store.find(child.sessionId()).isPresent())
                .<SessionEvent>map(this::settled)
                .toList();
    }

    private SessionEvent.SubAgentSettled settled(OpenChild child) {
        var its = SessionState.of(() -> store.stream(child.sessionId(), 0).iterator());
        var ending = its.ending()
                .orElseGet(() -> new Ending(Ending.Kind.SUSPENDED, "left", "its caller goes on without it"));
        return new SessionEvent.SubAgentSettled(
                child.callId(), child.sessionId(), ending, ChildSpending.of(its.spentAtMost()));
    }
}
