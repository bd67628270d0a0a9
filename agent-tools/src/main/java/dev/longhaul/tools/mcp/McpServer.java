package dev.longhaul.tools.mcp;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.McpToolExecutor;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of an MCP server, over any of LangChain4j's transports. Needs {@code dev.langchain4j:langchain4j-mcp}, which this
 * library does not bring along. Thread-safe; closing it ends the connection, and with the stdio transport the server.
 *
 * <p>Beside what {@code McpToolProvider} does, schemas reach the model as the server wrote them, a server that cannot be asked
 * is an error and not an agent without tools, a call that is interrupted is cancelled at the server, and each call carries its
 * idempotency key in {@code _meta} as {@value #IDEMPOTENCY_KEY}.
 */
public final class McpServer implements ToolProvider, AutoCloseable {

    /** The name of a call's idempotency key in the {@code _meta} of its request. */
    public static final String IDEMPOTENCY_KEY = "dev.longhaul/idempotencyKey";

    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);

    private final McpServerBuilder.Config config;
    private final KeptSchemas schemas = new KeptSchemas();
    private final McpClient client;

    McpServer(McpServerBuilder.Config config) {
        this.config = config;
        try {
            this.client = DefaultMcpClient.builder()
                    .key(config.name())
                    .clientName("longhaul")
                    .transport(new WatchedTransport(config.transport(), schemas, config.patience()))
                    .initializationTimeout(config.patience())
                    // The policy of the call sets its limit, and interrupts.
                    .toolExecutionTimeout(Duration.ZERO)
                    .metaSupplier(CallMeta::of)
                    .toolResultExtractor(McpContents::of)
                    .build();
        } catch (RuntimeException e) {
            closeUnanswered(config.transport());
            throw new IllegalStateException(this + " cannot be reached: " + reason(e), e);
        }
    }

    /** The client does not: a server that was started and says nothing would run on. */
    private static void closeUnanswered(McpTransport transport) {
        try {
            transport.close();
        } catch (IOException | RuntimeException e) {
            // One that was never started cannot be closed.
            LOG.debug("The transport of a server that cannot be reached could not be closed", e);
        }
    }

    /**
     * A server to connect to.
     *
     * @param transport such as {@code StdioMcpTransport} or {@code StreamableHttpMcpTransport}
     */
    public static McpServerBuilder over(McpTransport transport) {
        return new McpServerBuilder(transport);
    }

    /** What the server has now. Cached until it says that it has changed. */
    @Override
    public ToolProviderResult provideTools(ToolProviderRequest request) {
        var tools = client.listTools();
        requireThere(tools);
        var wanted = ToolProviderResult.builder();
        tools.stream()
                .filter(tool -> config.isWanted(tool.name()))
                .forEach(tool -> wanted.add(offered(tool), new McpToolExecutor(client, tool.name())));
        return wanted.build();
    }

    private void requireThere(List<ToolSpecification> tools) {
        var names = tools.stream().map(ToolSpecification::name).collect(Collectors.toCollection(TreeSet::new));
        config.only().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("it has no tool \"" + name + "\": name some of " + names);
        });
    }

    private ToolSpecification offered(ToolSpecification tool) {
        return tool.toBuilder()
                .name(config.rename().apply(tool.name()))
                .addMetadata(KeptSchemas.METADATA, schemas.of(tool.name()))
                .build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(this + " could not be closed: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        var deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** Its name in errors. */
    @Override
    public String toString() {
        return "MCP server " + config.name();
    }
}
