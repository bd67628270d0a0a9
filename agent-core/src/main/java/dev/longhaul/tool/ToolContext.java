package dev.longhaul.tool;

import dev.longhaul.model.Cancellation;

/**
 * What surrounds one call of a tool.
 *
 * @param sessionId the session that calls
 * @param idempotencyKey the same whenever this very call runs again, and for no other call
 * @param cancellation requested when the session ends while the tool runs; its thread is interrupted as well
 */
public record ToolContext(String sessionId, String idempotencyKey, Cancellation cancellation) {}
