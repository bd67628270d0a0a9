package dev.longhaul.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpCancellationNotification;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A transport, watched for what LangChain4j's client does not do with its answers. As thread-safe as the transport. */
final class WatchedTransport implements McpTransport {

    private final McpTransport transport;
    private final KeptSchemas schemas;
    private final Duration patience;

    /** @param patience how long the server may take to say what tools it has */
    WatchedTransport(McpTransport transport, KeptSchemas schemas, Duration patience) {
        this.transport = transport;
        this.schemas = schemas;
        this.patience = patience;
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage message) {
        return watched(message, transport.executeOperationWithResponse(message));
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
        return watched(context.message(), transport.executeOperationWithResponse(context));
    }

    private CompletableFuture<JsonNode> watched(McpClientMessage message, CompletableFuture<JsonNode> answer) {
        return switch (message.method) {
            case TOOLS_LIST ->
                answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).thenApply(schemas::keep);
            case TOOLS_CALL ->
                AwaitedAnswer.of(answer.thenApply(WatchedTransport::withContents), () -> cancel(message.getId()));
            default -> answer;
        };
    }

    /** Contents may be images; a client that finds data beside them reads only the data, which they say as well. */
    private static JsonNode withContents(JsonNode answer) {
        if (answer.path("result").path("content").isEmpty()) {
            return answer;
        }
        var plain = answer.deepCopy();
        ((ObjectNode) plain.path("result")).remove("structuredContent");
        return plain;
    }

    private void cancel(Long id) {
        transport.executeOperationWithoutResponse(new McpCancellationNotification(id, "nobody waits for it any more"));
    }

    @Override
    public void start(McpOperationHandler handler) {
        transport.start(handler);
    }

    @Override
    public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
        return transport.initialize(request);
    }

    @Override
    public void executeOperationWithoutResponse(McpClientMessage message) {
        transport.executeOperationWithoutResponse(message);
    }

    @Override
    public void executeOperationWithoutResponse(McpCallContext context) {
        transport.executeOperationWithoutResponse(context);
    }

    @Override
    public void checkHealth() {
        transport.checkHealth();
    }

    @Override
    public void onFailure(Runnable failed) {
        transport.onFailure(failed);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
