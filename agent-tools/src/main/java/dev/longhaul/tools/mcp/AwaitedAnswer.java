package dev.longhaul.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer that says so when whoever waits for it is interrupted. */
final class AwaitedAnswer extends CompletableFuture<JsonNode> {

    private final Runnable nobodyWaits;

    private AwaitedAnswer(Runnable nobodyWaits) {
        this.nobodyWaits = nobodyWaits;
    }

    static AwaitedAnswer of(CompletableFuture<JsonNode> answer, Runnable nobodyWaits) {
        var awaited = new AwaitedAnswer(nobodyWaits);
        var unused = answer.whenComplete((value, problem) -> {
            if (problem == null) {
                awaited.complete(value);
            } else {
                awaited.completeExceptionally(unwrapped(problem));
            }
        });
        return awaited;
    }

    private static Throwable unwrapped(Throwable problem) {
        return problem instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : problem;
    }

    @Override
    public JsonNode get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return super.get(timeout, unit);
        } catch (InterruptedException e) {
            nobodyWaits.run();
            throw e;
        }
    }
}
