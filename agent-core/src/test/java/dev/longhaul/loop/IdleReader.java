package dev.longhaul.loop;

import dev.longhaul.budget.Budget;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SubAgentEnd;
import dev.longhaul.session.SubAgentOrder;
import dev.longhaul.session.SubAgentTool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;

/** A sub-agent that takes what it is given and does nothing with it. */
final class IdleReader implements SubAgentTool {

    @Override
    public ToolSpec spec() {
        return new ToolSpec("reader", "For tests.", new Json("{\"type\":\"object\"}"));
    }

    @Override
    public Budget atMost() {
        return Budget.unlimited();
    }

    @Override
    public String childOf(Parent parent) {
        return "reader-1";
    }

    @Override
    public SubAgentEnd run(ToolCall call, ToolContext context, SubAgentOrder order) {
        return SubAgentEnd.notBegun(call, "I had rather not.");
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) {
        throw new UnsupportedOperationException("its sessions are run");
    }
}
