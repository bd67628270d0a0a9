package dev.longhaul.tool;

import dev.longhaul.model.ToolSpec;

/**
 * Something the model may call. Calls of one reply run in parallel, so implementations are thread-safe.
 *
 * <p>A tool runs at least once for each call: after a crash it may run again, with the same
 * {@link ToolContext#idempotencyKey()}.
 */
public interface Tool {

    ToolSpec spec();

    /** How its calls are run; the same at every call. */
    default CallPolicy policy() {
        return CallPolicy.DEFAULT;
    }

    /**
     * Whether a person has to agree to this call. Pure and quick; asked before a call runs, and only if the policy's approval
     * is {@link Approval#WHEN}.
     */
    default boolean needsApproval(ToolCall call) {
        return true;
    }

    /**
     * Runs the call. A failure the model can act on is better returned as {@link ToolResult#error} than thrown; what is
     * thrown becomes one.
     *
     * @throws Exception becomes an error result with the exception's message
     */
    ToolResult call(ToolCall call, ToolContext context) throws Exception;
}
