package dev.longhaul.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** One method of one object as a tool: decode, invoke, tell. As thread-safe as the object is. */
record MethodTool(
        ToolSpec spec,
        Object object,
        Method method,
        Members members,
        CallPolicy policy,
        @Nullable Method approvalWhen) implements Tool {

    @Override
    public boolean needsApproval(ToolCall call) {
        if (approvalWhen == null) {
            return policy.approval() != Approval.NEVER;
        }
        try {
            return (boolean) approvalWhen.invoke(object, call);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(approvalWhen.getName() + " could not say", e);
        }
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        @Nullable Object[] arguments;
        try {
            arguments = members.decode(object(call));
        } catch (BadArgument e) {
            return ToolResult.error(call, Refusal.of(spec.name(), e.problems(), members));
        }
        return tell(call, invoke(withContext(arguments, context)));
    }

    private static ObjectNode object(ToolCall call) throws BadArgument {
        if (call.input().text().isBlank()) {
            // Some models send nothing at all where there is nothing to say.
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode tree;
        try {
            tree = call.input().tree();
        } catch (IllegalArgumentException e) {
            throw new BadArgument(Excerpt.of(String.valueOf(e.getMessage())));
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new BadArgument("expected one JSON object, got " + Excerpt.of(tree.toString()));
    }

    private @Nullable Object[] withContext(@Nullable Object[] decoded, ToolContext context) {
        var types = method.getParameterTypes();
        var arguments = new @Nullable Object[types.length];
        int next = 0;
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == ToolContext.class ? context : decoded[next++];
        }
        return arguments;
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    /** The call has done its work by now, so a result that cannot be written must not read like a call to repeat. */
    private ToolResult tell(ToolCall call, @Nullable Object result) {
        try {
            var shown = ShownContent.of(result);
            return shown.isPresent()
                    ? shown.get().answer(call)
                    : ToolResult.of(call, ResultText.of(method.getReturnType(), result));
        } catch (JsonProcessingException e) {
            return ToolResult.error(
                    call,
                    spec.name() + " ran, but its result cannot be shown: " + e.getOriginalMessage()
                            + ". Calling it again would do its work again.");
        }
    }
}
