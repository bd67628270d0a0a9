package dev.longhaul.session;

import dev.longhaul.budget.Limit;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of the calls of a reply that have no result yet. Pure. */
final class OpenCalls {

    private static final String NONE_LEFT = "as many tools as the budget allows were called.";

    private final AgentSettings settings;
    private final WrappingUp wrappingUp;
    private final Position.Calling calling;
    /** How many the budget still allows. */
    private final long left;

    OpenCalls(SessionState state, Position.Calling calling) {
        this.settings = state.start().settings();
        this.wrappingUp = state.wrappingUp();
        this.calling = calling;
        var max = state.budget().max(Limit.TOOL_CALLS);
        this.left = max.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, max.getAsLong() - state.ledger().toolCalls());
    }

    Next next() {
        var calls = calling.unanswered().toList();
        var answers = calls.stream().map(this::answer).flatMap(Optional::stream).toList();
        if (!answers.isEmpty()) {
            return new Next.AnswerCalls(answers);
        }
        return wrappingUp.refusal(calling, calls).map(Next.class::cast).orElseGet(() -> withinTheLimit(calls));
    }

    private Next withinTheLimit(List<ToolCall> calls) {
        var over = over(calls);
        return over.isEmpty() ? new Next.RunTools(calls) : refused(over);
    }

    /** The result of a call that is not to run; empty for one that is. */
    private Optional<SessionEvent> answer(ToolCall call) {
        if (!calling.open(call.id()).lost()) {
            return Optional.empty();
        }
        if (!settings.offers(call.name())) {
            return Optional.of(
                    unknown(call, "There is no tool " + call.name() + " any more, so it was not run again."));
        }
        return settings.policy(call.name()).rerun() == Rerun.RERUN
                ? Optional.empty()
                : Optional.of(unknown(call, "It was not run again. Find out what it did before you repeat it."));
    }

    /** The calls that the budget does not allow, the last ones first to go; what was started was allowed. */
    private List<ToolCall> over(List<ToolCall> calls) {
        if (calls.size() <= left) {
            return List.of();
        }
        var inOrder = Stream.concat(
                        calls.stream().filter(this::wasStarted), calls.stream().filter(call -> !wasStarted(call)))
                .toList();
        return inOrder.subList((int) left, inOrder.size());
    }

    private Next refused(List<ToolCall> over) {
        var lost = new ArrayList<SessionEvent>();
        over.stream()
                .filter(this::wasStarted)
                .forEach(call -> lost.add(
                        unknown(call, "It was not run again: as many tools as the budget allows were called.")));
        return lost.isEmpty() ? new Next.RefuseTools(over, NONE_LEFT) : new Next.AnswerCalls(lost);
    }

    private boolean wasStarted(ToolCall call) {
        return calling.open(call.id()).wasStarted();
    }

    private static SessionEvent unknown(ToolCall call, String what) {
        var text = "The outcome of " + call.name() + " is unknown: it was started, and interrupted before it answered. "
                + what;
        return new SessionEvent.ToolFinished(ToolResult.error(call, text), Duration.ZERO);
    }
}
