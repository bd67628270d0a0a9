package dev.longhaul.session;

import dev.longhaul.budget.ChildSpending;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of a sub-agent.
 *
 * @param ending how its session ended; null if it did not begin
 * @param spent all it has spent so far
 * @param result what its caller's model reads; null if it is to go on when its caller is taken up again
 */
public record SubAgentEnd(
        @Nullable Ending ending,
        ChildSpending spent,
        @Nullable ToolResult result) {

    /** It could not begin, and cost nothing; {@code why} is for the model. */
    public static SubAgentEnd notBegun(ToolCall call, String why) {
        return new SubAgentEnd(null, ChildSpending.NONE, ToolResult.error(call, why));
    }
}
