package dev.longhaul.tool;

import dev.longhaul.budget.Limit;
import dev.longhaul.model.Cancellation;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What surrounds one call of a tool.
 *
 * @param sessionId the session that calls
 * @param idempotencyKey the same whenever this very call runs again, and for no other call
 * @param cancellation requested when the session ends while the tool runs; its thread is interrupted as well
 * @param deadline when the call is interrupted and answered for at the latest
 * @param budgetLeft what the session may still spend, each limit in its unit, as it stood when the call began; limits that are
 *     not set are not in it
 * @param listener is told how the call goes
 */
public record ToolContext(
        String sessionId,
        String idempotencyKey,
        Cancellation cancellation,
        Instant deadline,
        Map<Limit, Long> budgetLeft,
        Consumer<String> listener) {

    public ToolContext {
        budgetLeft = Map.copyOf(budgetLeft);
    }

    /** Without a deadline, a budget and a listener, for tests of tools. */
    public ToolContext(String sessionId, String idempotencyKey, Cancellation cancellation) {
        this(sessionId, idempotencyKey, cancellation, Instant.MAX, Map.of(), words -> {});
    }

    /** What is left of a limit, in its unit; empty if it is not set. */
    public OptionalLong left(Limit limit) {
        var left = budgetLeft.get(limit);
        return left == null ? OptionalLong.empty() : OptionalLong.of(left);
    }

    /**
     * Tells whoever watches how the call goes, in words. Nothing of it is recorded, and the model does not read it. In a
     * session, 10 lines a second of up to 500 characters are passed on; more is left out.
     */
    public void progress(String words) {
        listener.accept(words);
    }
}
