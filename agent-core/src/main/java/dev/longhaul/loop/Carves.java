package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Carver;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Reserver;
import dev.longhaul.session.OpenChild;
import dev.longhaul.session.SessionState;
import dev.longhaul.session.SubAgentTool;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Works out what a sub-agent may spend: an even share of what is left once the session's own next call and the wrap-up behind
 * it are paid for, with the answers of its sub-agents in their prompts. Pure.
 */
record Carves(Pricing pricing, String model) {

    /**
     * The share of one call.
     *
     * @param given set aside for others meanwhile, which the state does not know of yet
     * @param sharers how many calls wait for a share, this one included
     * @param answerTokens what the answers of all sub-agents of this reply may have
     */
    Carver.Share share(
            SessionState state,
            SubAgentTool tool,
            String callId,
            Amounts given,
            int sharers,
            long answerTokens,
            Instant now) {
        return Carver.share(
                state.budget(),
                taken(state).plus(given),
                kept(state, answerTokens, now),
                tool.atMost(),
                state.child(callId).map(OpenChild::taken).orElse(Amounts.NONE),
                sharers);
    }

    /** A summary that is written beside the work is paid for, too. */
    private static Amounts taken(SessionState state) {
        var summary = state.pendingReservation().map(Reservation::amounts).orElse(Amounts.NONE);
        return state.ledger().amounts().plus(state.carved()).plus(summary);
    }

    private Amounts kept(SessionState state, long answerTokens, Instant now) {
        long reply =
                CallBounds.least(state, Purpose.WORK, state.start().settings().maxTokens());
        var call = new CallBound(
                state.meter().atMost(state.requestChars()) + answerTokens,
                reply,
                state.ledger().openContext(),
                CallBound.Summary.NONE);
        var reserve = CallBounds.wrapUpBehindWork(state);
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var price = pricing.worst(model, day, CallBounds.longestPrompt(call, reserve));
        return Reserver.needed(call, price, reserve)
                .plus(Amounts.toolCalls(state.openCalls().size()));
    }
}
