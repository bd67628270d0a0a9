package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.tool.ToolCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a wrap-up lets the model do, and how much that can add to its context: what is kept in reserve from the start follows
 * from here. Pure.
 */
public record WrappingUp(SessionState state) {

    /** So many replies may call tools before the last one. */
    static final int MOST_ROUNDS = 2;

    /** So many calls of one reply are run. */
    static final int MOST_CALLS = 8;

    /** What the answers to the calls of one reply may hold together; the journal has all of it. */
    static final int ANSWER_CHARS = 1_000;

    /** How many more replies may call tools; none if no tool may be called in a wrap-up. */
    public int rounds() {
        var wrapUp = state.wrapUp();
        if (tools().isEmpty()) {
            return 0;
        }
        return MOST_ROUNDS - (wrapUp == null ? 0 : Math.min(wrapUp.rounds(), MOST_ROUNDS));
    }

    /** The message that asks for it, with what is left at {@code now}. */
    public String message(Instant now) {
        var wrapUp = Optional.ofNullable(state.wrapUp()).orElseThrow();
        var uses = state.budget().uses(state.ledger(), state.elapsed(now));
        return WrapUpMessage.text(wrapUp.why(), uses, tools());
    }

    /** No such message has more characters. */
    public long askChars() {
        return WrapUpMessage.mostChars(state.budget().limits().size(), tools());
    }

    /** What stands behind a reply that calls tools has no more characters. */
    public long answerChars() {
        return (long) ANSWER_CHARS + WrapUpMessage.LAST.length();
    }

    /** Calls that are not run, and why; empty for none. */
    Optional<Next.RefuseTools> refusal(Position.Calling calling, List<ToolCall> unanswered) {
        var wrapUp = state.wrapUp();
        if (wrapUp == null || !wrapUp.asked()) {
            return Optional.empty();
        }
        var barred = unanswered.stream().filter(call -> !isAllowed(call.name())).toList();
        if (!barred.isEmpty()) {
            return refusal(barred, "it is time to wrap up, and only " + String.join(", ", tools()) + " may be called.");
        }
        var first = calling.reply().toolUses().stream()
                .filter(use -> isAllowed(use.name()))
                .limit(MOST_CALLS)
                .map(Block.ToolUse::id)
                .toList();
        return refusal(
                unanswered.stream().filter(call -> !first.contains(call.id())).toList(),
                "it is time to wrap up, with at most " + MOST_CALLS + " calls in a reply.");
    }

    private static Optional<Next.RefuseTools> refusal(List<ToolCall> calls, String why) {
        return calls.isEmpty() ? Optional.empty() : Optional.of(new Next.RefuseTools(calls, why));
    }

    private boolean isAllowed(String name) {
        return tools().contains(name);
    }

    private List<String> tools() {
        return state.start().settings().wrapUpTools();
    }
}
