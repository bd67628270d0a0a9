package dev.longhaul.tools;

import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;

/** How these tests reach a tool: by its name, with the text a model might send. */
final class Calls {

    static final ToolContext CONTEXT = new ToolContext("s-1", "s-1:7", new Cancellation());

    private Calls() {}

    static Tool only(Object object) {
        var tools = AnnotatedTools.of(object);
        if (tools.size() != 1) {
            throw new IllegalArgumentException("expected one tool, got " + tools);
        }
        return tools.getFirst();
    }

    static Tool named(String name, Object object) {
        return AnnotatedTools.of(object).stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static ToolResult call(Tool tool, String input) throws Exception {
        return tool.call(new ToolCall("call-1", tool.spec().name(), new Json(input)), CONTEXT);
    }

    static ToolResult call(Object object, String input) throws Exception {
        return call(only(object), input);
    }
}
