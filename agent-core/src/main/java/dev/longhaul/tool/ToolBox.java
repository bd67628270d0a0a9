package dev.longhaul.tool;

import dev.longhaul.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tools of one agent by name. Whatever happens to a call, it gets a result: a failure is something the model can read
 * and act on. Thread-safe as far as its tools are.
 */
public final class ToolBox {

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    /**
     * Gathers the tools.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public ToolBox(List<? extends Tool> all) {
        for (var tool : all) {
            if (tools.put(tool.spec().name(), tool) != null) {
                throw new IllegalArgumentException(
                        "two tools are named \"" + tool.spec().name() + "\": give each its own name");
            }
        }
    }

    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    /** The tool of that name; empty if there is none. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** How calls are run, by the tool's name. */
    public Map<String, CallPolicy> policies() {
        return tools.values().stream()
                .collect(Collectors.toMap(tool -> tool.spec().name(), Tool::policy));
    }

    /** Whether the tool wants a person to agree to this call; one that cannot say does. */
    public boolean needsApproval(ToolCall call) {
        var tool = tools.get(call.name());
        try {
            return tool != null && tool.needsApproval(call);
        } catch (RuntimeException e) {
            return true;
        }
    }

    /**
     * Runs one call.
     *
     * @throws InterruptedException if the tool was interrupted; it then has no result
     */
    public ToolResult run(ToolCall call, ToolContext context) throws InterruptedException {
        var tool = tools.get(call.name());
        if (tool == null) {
            return ToolResult.error(
                    call,
                    "There is no tool \"" + call.name() + "\". The tools are: " + String.join(", ", tools.keySet()));
        }
        try {
            return checked(call, tool.call(call, context));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return ToolResult.error(call, call.name() + " failed: " + describe(e));
        }
    }

    // A tool may be written without null checks, or answer with an id of its own.
    @SuppressWarnings("ConstantValue")
    private static ToolResult checked(ToolCall call, ToolResult result) {
        return result == null
                ? ToolResult.error(call, call.name() + " returned nothing")
                : result.images().isEmpty()
                        ? new ToolResult(call.id(), result.text(), result.isError())
                        : Showable.of(call, result);
    }

    private static String describe(Throwable e) {
        var name = e.getClass().getSimpleName();
        return e.getMessage() == null || e.getMessage().isBlank() ? name : name + ": " + e.getMessage();
    }
}
