package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.ModelReply;

/** When a summary is probed, and what the answer leads to: it is kept at its boundary and never joins the context. Pure. */
final class Probing {

    private Probing() {}

    /** Once at a boundary, if there is a summary and the work behind it goes on. */
    static boolean isDue(SessionState state, Position.AtBoundary at) {
        return state.start().settings().compaction().probes()
                && at.probed() == null
                && state.wrapUp() == null
                && workGoesOn(at)
                && ReceivedSummary.of(state, at.reply(), at.purpose()).isBoundary();
    }

    /** A reply that goes on behind its block may be the last one. */
    private static boolean workGoesOn(Position.AtBoundary at) {
        return at.purpose() == Purpose.COMPACTION
                || switch (at.reply().stopReason()) {
                    case COMPACTION, TOOL_USE, PAUSE_TURN, MAX_TOKENS -> true;
                    case END_TURN, STOP_SEQUENCE, REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED, UNKNOWN -> false;
                };
    }

    static SessionState asked(SessionState state) {
        return at(state, Probed.UNANSWERED);
    }

    static SessionState replied(SessionState state, ModelReply reply) {
        var cost = reply.usage().billed();
        var text = reply.message().text();
        return at(
                state,
                switch (reply.stopReason()) {
                    case END_TURN, STOP_SEQUENCE -> new Probed(text, cost, "");
                    // The last line may be half a fact.
                    case MAX_TOKENS -> new Probed(text.substring(0, text.lastIndexOf('\n') + 1), cost, "");
                    case TOOL_USE, COMPACTION, PAUSE_TURN, REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED, UNKNOWN ->
                        Probed.failed("the model stopped for \"" + reply.stopText() + "\"")
                                .costing(cost);
                });
    }

    static SessionState failed(SessionState state, String why) {
        return at(state, Probed.failed(why));
    }

    private static SessionState at(SessionState state, Probed probed) {
        return state.position() instanceof Position.AtBoundary at ? state.with(at.with(probed)) : state;
    }
}
