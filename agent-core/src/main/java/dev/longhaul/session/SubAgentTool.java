package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;

/**
 * A tool whose calls are sessions of their own, paid for from a part of the calling session's budget. Its calls always run
 * again after a crash: what its sessions did is in their journals, and is not done again. Thread-safe.
 */
public interface SubAgentTool extends Tool {

    /** What one call may spend at most, whatever its caller has left. */
    Budget atMost();

    /** The id for a session that a call begins; the same for the same place in the same journal. */
    String childOf(Parent parent);

    /**
     * Begins the session of a call, goes on with it, or reads how it ended; returns when it does nothing more. When the
     * context's cancellation is requested, the session is cancelled and its end awaited.
     *
     * @param context its deadline is the session's, too
     * @throws InterruptedException if this thread was interrupted; the session is cancelled then and not waited for
     * @throws RuntimeException if nobody can say what it spent; it is charged all that was set aside for it
     */
    SubAgentEnd run(ToolCall call, ToolContext context, SubAgentOrder order) throws InterruptedException;
}
