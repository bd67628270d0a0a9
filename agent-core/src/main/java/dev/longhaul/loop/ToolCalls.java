package dev.longhaul.loop;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Next;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolProgress;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Runs the calls of one reply side by side, as far as their policies allow; each gets a result, in time. Thread-safe. */
public final class ToolCalls {

    /** How many calls of one reply run at the same time unless told otherwise. */
    public static final int AT_ONCE = 16;

    private final ToolBox tools;
    private final ExecutorService executor;
    private final Duration timeout;
    private final int atOnce;
    private final ToolProgress progress;

    /** With {@value #AT_ONCE} calls at once, and nobody watching. */
    public ToolCalls(ToolBox tools, ExecutorService executor, Duration timeout) {
        this(tools, executor, timeout, AT_ONCE, ToolProgress.NONE);
    }

    /**
     * Sets up the runner of calls.
     *
     * @param executor gives every call a thread of its own
     * @param timeout after which a call is interrupted and answered for, unless its tool has a timeout of its own
     * @param atOnce how many calls of one reply run at the same time at most
     */
    public ToolCalls(ToolBox tools, ExecutorService executor, Duration timeout, int atOnce, ToolProgress progress) {
        this.tools = tools;
        this.executor = executor;
        this.timeout = timeout;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    void refuse(Session session, List<ToolCall> calls, String why, ModelCalls models) {
        new SubAgentCalls(session, tools, models)
                .record(calls.stream()
                        .map(call -> new SessionEvent.ToolRefused(ToolResult.error(call, "Not run: " + why)))
                        .toList());
    }

    void run(Session session, Next.RunTools run, Cancellation cancellation, ModelCalls models)
            throws InterruptedException {
        var asked = asked(run);
        if (!asked.isEmpty()) {
            session.record(asked);
        }
        var calls = new ArrayList<>(run.calls());
        calls.removeAll(asked.stream().map(SessionEvent.ApprovalAsked::call).toList());
        var threads = new CallThreads(session, tools, executor, cancellation, progress);
        var subAgents = new SubAgentCalls(session, tools, models);
        new ToolRun(session, threads, subAgents, timeout, atOnce, calls).run();
    }

    /** The calls whose tools want a person to agree. */
    private List<SessionEvent.ApprovalAsked> asked(Next.RunTools run) {
        return run.calls().stream()
                .filter(call -> run.unsure().contains(call.id()) && tools.needsApproval(call))
                .map(call -> new SessionEvent.ApprovalAsked(call, call.name() + " wants approval of this call"))
                .toList();
    }
}
