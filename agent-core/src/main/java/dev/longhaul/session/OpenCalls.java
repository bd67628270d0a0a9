package dev.longhaul.session;

import dev.longhaul.budget.Limit;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of the calls of a reply that have no result yet. Pure. */
final class OpenCalls {

    private static final String NONE_LEFT = "as many tools as the budget allows were called.";

    private final AgentSettings settings;
    private final WrappingUp wrappingUp;
    private final Position.Calling calling;
    private final List<ToolCall> calls;
    /** How many the budget still allows. */
    private final long left;

    OpenCalls(SessionState state, Position.Calling calling) {
        this.settings = state.start().settings();
        this.wrappingUp = state.wrappingUp();
        this.calling = calling;
        this.calls = calling.unanswered().toList();
        var max = state.budget().max(Limit.TOOL_CALLS);
        this.left = max.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, max.getAsLong() - state.ledger().toolCalls());
    }

    Next next() {
        var answers = calls.stream().map(this::answer).flatMap(Optional::stream).toList();
        if (!answers.isEmpty()) {
            return new Next.AnswerCalls(answers);
        }
        return wrappingUp
                .refusal(calling, calls)
                .map(Next.class::cast)
                .orElseGet(() -> calls.size() > left ? refused(over()) : run());
    }

    /** Calls that need nobody go first. */
    private Next run() {
        var ready = calls.stream().filter(call -> !waits(call)).toList();
        if (!ready.isEmpty()) {
            return new Next.RunTools(
                    ready,
                    ready.stream()
                            .filter(this::mayNeedApproval)
                            .map(ToolCall::id)
                            .collect(Collectors.toSet()));
        }
        var mine = calls.stream().filter(call -> !open(call).childWaits()).toList();
        if (mine.isEmpty()) {
            return new Next.Finish(Ending.awaiting(List.of(), waitingChildren()));
        }
        var unasked = mine.stream().filter(call -> open(call).asked() == null).toList();
        return unasked.isEmpty()
                ? new Next.AwaitApproval(awaited(calling), waitingChildren())
                : new Next.AskApproval(unasked.stream()
                        .map(call -> new AwaitedCall(call, why(call)))
                        .toList());
    }

    /** The calls that a person was asked about and said nothing to yet. */
    static List<AwaitedCall> awaited(Position.Calling calling) {
        return calling.unanswered()
                .filter(call -> calling.open(call.id()).isAwaited())
                .map(call -> new AwaitedCall(
                        call, Objects.requireNonNull(calling.open(call.id()).asked())))
                .toList();
    }

    private List<OpenChild> waitingChildren() {
        return calls.stream()
                .map(this::open)
                .filter(OpenCall::childWaits)
                .map(OpenCall::child)
                .filter(Objects::nonNull)
                .toList();
    }

    /** How many of those have not run, nor begun to: one that was interrupted waits for a person, too. */
    static int untouched(Position.Calling calling) {
        return (int) awaited(calling).stream()
                .filter(awaited -> !calling.open(awaited.call().id()).wasStarted())
                .count();
    }

    private boolean waits(ToolCall call) {
        var open = open(call);
        return open.childWaits() || open.isAwaited() || (open.answer() == null && needsApproval(call));
    }

    private boolean needsApproval(ToolCall call) {
        var policy = settings.policy(call.name());
        return open(call).wasStarted()
                ? open(call).lost() && policy.rerun() == Rerun.ASK
                : policy.approval() == Approval.ALWAYS;
    }

    private String why(ToolCall call) {
        return open(call).wasStarted()
                ? "it was interrupted and may have done its work already; running it again would repeat that"
                : "calls of " + call.name() + " always need approval";
    }

    /** Whether its tool has to be asked. */
    private boolean mayNeedApproval(ToolCall call) {
        return open(call).equals(OpenCall.NEW) && settings.policy(call.name()).approval() == Approval.WHEN;
    }

    /** The result of a call that is not to run; empty for one that is. */
    private Optional<SessionEvent> answer(ToolCall call) {
        var open = open(call);
        if (open.lost() && !settings.offers(call.name())) {
            return Optional.of(NotRun.gone(call));
        }
        if (open.isDenied()) {
            return Optional.of(NotRun.denied(call, open));
        }
        return open.lost() && settings.policy(call.name()).rerun() == Rerun.FAIL
                ? Optional.of(NotRun.again(call))
                : Optional.empty();
    }

    /** The calls that the budget does not allow: the last ones, but what was started was allowed. */
    private List<ToolCall> over() {
        var inOrder = Stream.concat(
                        calls.stream().filter(call -> open(call).wasStarted()),
                        calls.stream().filter(call -> !open(call).wasStarted()))
                .toList();
        return inOrder.subList((int) left, inOrder.size());
    }

    private Next refused(List<ToolCall> over) {
        var lost = new ArrayList<SessionEvent>();
        over.stream().filter(call -> open(call).wasStarted()).forEach(call -> lost.add(NotRun.tooMany(call)));
        return lost.isEmpty() ? new Next.RefuseTools(over, NONE_LEFT) : new Next.AnswerCalls(lost);
    }

    private OpenCall open(ToolCall call) {
        return calling.open(call.id());
    }
}
