package dev.longhaul.tools.mcp;

import dev.langchain4j.mcp.client.McpCallContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says beside its arguments. */
final class CallMeta {

    private CallMeta() {}

    /** @param context null for requests of the client itself */
    static Map<String, Object> of(@Nullable McpCallContext context) {
        if (context == null || context.invocationContext() == null) {
            return Map.of();
        }
        var parameters = context.invocationContext().invocationParameters();
        Object key = parameters == null ? null : parameters.get("idempotencyKey");
        return key == null ? Map.of() : Map.of(McpServer.IDEMPOTENCY_KEY, key);
    }
}
