package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.ChildSpending;
import dev.longhaul.budget.Limit;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.SessionState;
import dev.longhaul.session.SubAgentEnd;
import dev.longhaul.session.SubAgentOrder;
import dev.longhaul.session.SubAgentTool;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one sub-agent. Thread-safe; closed with its caller's runner. */
final class ChildSessions implements SubAgentTool, AutoCloseable {

    /** By this a session that its caller took with it is told from one that somebody cancelled. */
    private static final String STOPPED = "the session that called it was stopped";

    private static final Logger LOG = LoggerFactory.getLogger(ChildSessions.class);

    private final SubAgent agent;
    private final AgentRunner runner;
    private final InstantSource clock;

    ChildSessions(SubAgent agent, AgentRunner runner, InstantSource clock) {
        this.agent = agent;
        this.runner = runner;
        this.clock = clock;
    }

    AgentRunner runner() {
        return runner;
    }

    @Override
    public ToolSpec spec() {
        return agent.spec();
    }

    @Override
    public CallPolicy policy() {
        return agent.policy();
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) {
        return agent.call(call, context);
    }

    @Override
    public Budget atMost() {
        return runner.budget();
    }

    @Override
    public String childOf(Parent parent) {
        return SessionIds.child(parent);
    }

    @Override
    public SubAgentEnd run(ToolCall call, ToolContext context, SubAgentOrder order) throws InterruptedException {
        var found = runner.find(order.sessionId());
        if (found.isEmpty()) {
            if (order.known()) {
                throw new NoSuchElementException("its session " + order.sessionId() + " is gone");
            }
            return begin(call, context, order);
        }
        var state = found.get();
        if (!order.parent().sessionId().equals(parentOf(state))) {
            return SubAgentEnd.notBegun(
                    call, "Not run: there is another session " + order.sessionId() + ". Call it once more.");
        }
        return isOver(state) ? end(call, state) : goOn(call, context, order, state);
    }

    private static String parentOf(SessionState state) {
        var parent = state.start().parent();
        return parent == null ? "" : parent.sessionId();
    }

    private SubAgentEnd begin(ToolCall call, ToolContext context, SubAgentOrder order) throws InterruptedException {
        var began = clock.instant();
        if (!began.isBefore(context.deadline())) {
            return SubAgentEnd.notBegun(call, "Not run: there is no time left for it.");
        }
        var task = task(call);
        if (task.isBlank()) {
            return SubAgentEnd.notBegun(call, "Not run: say in \"task\" what is to be done.");
        }
        RunningSession child;
        try {
            child = runner.startChild(order.parent(), order.sessionId(), task, budget(order, context, began));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return SubAgentEnd.notBegun(
                    call, "Not run: " + refused.getMessage() + ". Do it yourself, or call fewer sub-agents at a time.");
        }
        return await(call, context, child);
    }

    /** Empty if there is none, or the call was cut off. */
    private static String task(ToolCall call) {
        try {
            return call.input().tree().path("task").asText("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private SubAgentEnd goOn(ToolCall call, ToolContext context, SubAgentOrder order, SessionState state)
            throws InterruptedException {
        // As if it had run without a break until now: that is how its time is counted.
        var began = clock.instant().minus(state.time().elapsed());
        var spent = ChildSpending.of(state.spentAtMost());
        RunningSession child;
        try {
            child = runner.resumeChild(order.sessionId(), budget(order, context, began), order.parent());
        } catch (SessionHeldException elsewhere) {
            // A process that lost its caller's session has not let go of this one yet; what it spends is not known.
            return new SubAgentEnd(waiting("held", elsewhere), spent.atMost(order.carve()), null);
        } catch (RuntimeException refused) {
            // Its agent is another now, or what it needs is not there: its work is not lost for that.
            return new SubAgentEnd(stillWaiting(state).orElseGet(() -> refused(order, refused)), spent, null);
        }
        return await(call, context, child);
    }

    /** What it waited for, if that has not come. */
    private static Optional<Ending> stillWaiting(SessionState state) {
        return state.ending()
                .filter(end ->
                        end.kind() == Ending.Kind.SUSPENDED && state.refusal().isPresent());
    }

    private static Ending refused(SubAgentOrder order, RuntimeException why) {
        LOG.warn("Sub-agent session {} cannot be gone on with now", order.sessionId(), why);
        return waiting("not_resumable", why);
    }

    private static Ending waiting(String reason, RuntimeException why) {
        return new Ending(Ending.Kind.SUSPENDED, reason, String.valueOf(why.getMessage()));
    }

    private SubAgentEnd await(ToolCall call, ToolContext context, RunningSession child) throws InterruptedException {
        context.progress("session " + child.id());
        var watch = context.cancellation().onRequest(() -> child.cancel(STOPPED));
        try {
            child.await();
        } catch (InterruptedException e) {
            child.cancel(STOPPED);
            throw e;
        } finally {
            watch.close();
        }
        return end(call, child.state());
    }

    private static SubAgentEnd end(ToolCall call, SessionState state) {
        var ending = state.ending()
                .orElseThrow(() -> new IllegalStateException(
                        "the end of session " + state.start().sessionId() + " could not be recorded"));
        var spent = ChildSpending.of(state.spentAtMost());
        return new SubAgentEnd(ending, spent, isOver(state) ? ChildAnswer.of(call, ending, state) : null);
    }

    /** Whether nothing more is to be had of it. */
    private static boolean isOver(SessionState state) {
        return state.ending()
                .filter(end -> switch (end.kind()) {
                    case COMPLETED, WRAPPED_UP, STOPPED, FAILED -> true;
                    case CANCELLED -> !end.detail().startsWith(STOPPED);
                    case SUSPENDED -> false;
                })
                .isPresent();
    }

    /** Its own limits, none above what is set aside for it, and an end in time. */
    private Budget budget(SubAgentOrder order, ToolContext context, Instant began) {
        var budget = order.carve().within(runner.budget());
        if (context.deadline().equals(Instant.MAX)) {
            return budget;
        }
        long left = Math.max(1, Duration.between(began, context.deadline()).toMillis());
        long own = budget.max(Limit.WALL_CLOCK).orElse(Long.MAX_VALUE);
        return budget.with(Limit.WALL_CLOCK, Math.min(own, left));
    }

    @Override
    public void close() {
        runner.close();
    }
}
