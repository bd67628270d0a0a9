package dev.longhaul.tools;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;

/** A provider's tool as ours. As thread-safe as its executor. */
record ProvidedTool(ToolSpec spec, ToolExecutor executor, CallPolicy policy) implements Tool {

    /** The executor finds a call's key under this name in its invocation's parameters. */
    static final String IDEMPOTENCY_KEY = "idempotencyKey";

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws InterruptedException {
        if (!isObject(call)) {
            return ToolResult.error(
                    call, call.name() + " did not run: its arguments are not one JSON object. Send one.");
        }
        try {
            return ProvidedResult.of(call, executor.executeWithContext(request(call), invocation(context)));
        } catch (ToolExecutionException | ToolArgumentsException e) {
            requireNotInterrupted(e);
            return ToolResult.error(call, call.name() + " failed: " + words(e));
        } catch (RuntimeException e) {
            requireNotInterrupted(e);
            throw e;
        }
    }

    /** Some models send nothing at all where there is nothing to say. */
    private static boolean isObject(ToolCall call) {
        try {
            return call.input().text().isBlank() || call.input().tree().isObject();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ToolExecutionRequest request(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.input().text().isBlank() ? "{}" : call.input().text())
                .build();
    }

    private static InvocationContext invocation(ToolContext context) {
        return InvocationContext.builder()
                .chatMemoryId(context.sessionId())
                .invocationParameters(InvocationParameters.from(IDEMPOTENCY_KEY, context.idempotencyKey()))
                .build();
    }

    /** An executor may not throw what says that it was interrupted, so it says so by flag or cause. */
    private static void requireNotInterrupted(Throwable thrown) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        for (Throwable cause = thrown; cause != null && !interrupted; cause = cause.getCause()) {
            interrupted = cause instanceof InterruptedException;
        }
        if (interrupted) {
            throw new InterruptedException("interrupted in a provider's tool");
        }
    }

    private static String words(RuntimeException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
