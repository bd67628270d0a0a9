package dev.longhaul.tools;

import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.TodoList;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;

/**
 * The tool by which an agent keeps its to-do list. It holds no list: each call carries the whole one, and the session follows
 * the calls in its journal, so the list is there after a restart. Stateless and thread-safe.
 */
public final class TodoTool implements Tool {

    @Override
    public ToolSpec spec() {
        return TodoList.spec();
    }

    /** The list as it stands; an error in words for the model if the call holds none. */
    @Override
    public ToolResult call(ToolCall call, ToolContext context) {
        try {
            var list = TodoList.read(call.input());
            return ToolResult.of(call, list.items().isEmpty() ? "The list is empty." : list.checklist());
        } catch (IllegalArgumentException e) {
            return ToolResult.error(call, "The list was not changed: " + e.getMessage());
        }
    }
}
