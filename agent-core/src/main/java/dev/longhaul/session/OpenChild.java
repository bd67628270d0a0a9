package dev.longhaul.session;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Carve;
import dev.longhaul.budget.ChildSpending;
import org.jspecify.annotations.Nullable;

/**
 * A sub-agent whose call has no result yet. Immutable.
 *
 * @param callId the call that began it
 * @param sessionId its session
 * @param carve what is set aside for it
 * @param known what it was known to have spent when it was heard of last
 * @param settled whether it does nothing now, so that {@code known} is all
 * @param waits what it waits for, in words for people; null if it can go on
 */
public record OpenChild(
        String callId,
        String sessionId,
        Carve carve,
        ChildSpending known,
        boolean settled,
        @Nullable String waits) {

    /** It begins, or goes on. */
    static OpenChild begun(@Nullable OpenChild before, SessionEvent.SubAgentStarted event) {
        var known = before == null ? ChildSpending.NONE : before.known;
        return new OpenChild(event.callId(), event.sessionId(), event.carve(), known, false, null);
    }

    OpenChild settled(SessionEvent.SubAgentSettled event) {
        var ending = event.ending();
        var waiting = ending != null && ending.kind() == Ending.Kind.SUSPENDED
                ? "sub-agent session " + sessionId + " waits (" + ending.reason() + "): " + ending.detail()
                : null;
        return new OpenChild(callId, sessionId, carve, event.spent(), true, waiting);
    }

    /** Somebody took up the session that called it. */
    OpenChild takenUp() {
        return new OpenChild(callId, sessionId, carve, known, settled, null);
    }

    /** All it can have spent: what its caller is charged if its call ends now. */
    public ChildSpending cost() {
        return settled ? known : known.atMost(carve);
    }

    /** What of its caller's budget is its: what is set aside, or what it has spent where that is more. */
    public Amounts taken() {
        return known.atMost(carve).amounts();
    }

    /** What is set aside for it beyond what it is known to have spent; never negative. */
    Amounts reserved() {
        return taken().minus(known.amounts());
    }
}
