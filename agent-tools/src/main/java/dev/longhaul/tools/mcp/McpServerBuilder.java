package dev.longhaul.tools.mcp;

import dev.langchain4j.mcp.client.transport.McpTransport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Connects to an MCP server. Not thread-safe. */
public final class McpServerBuilder {

    private final McpTransport transport;
    private String name = "";
    private List<String> only = List.of();
    private UnaryOperator<String> rename = UnaryOperator.identity();
    private Duration patience = Duration.ofSeconds(30);

    McpServerBuilder(McpTransport transport) {
        this.transport = transport;
    }

    record Config(
            McpTransport transport, String name, List<String> only, UnaryOperator<String> rename, Duration patience) {

        boolean isWanted(String tool) {
            return only.isEmpty() || only.contains(tool);
        }
    }

    /** Its name in errors; the kind of transport by default. */
    public McpServerBuilder named(String serverName) {
        this.name = serverName;
        return this;
    }

    /** Takes these tools of it, by the names that the server gives them; all by default. */
    public McpServerBuilder only(String... tools) {
        this.only = List.of(tools);
        return this;
    }

    /** How the model knows the tools, for two servers that use the same names; as the server does by default. */
    public McpServerBuilder rename(UnaryOperator<String> names) {
        this.rename = names;
        return this;
    }

    /** How long it may take to answer the first request, and to say what tools it has; 30 seconds by default. */
    public McpServerBuilder patience(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a patience of " + time + " lets no server answer: give more than 0");
        }
        this.patience = time;
        return this;
    }

    /**
     * Connects.
     *
     * @throws IllegalStateException if the server cannot be started or reached, or does not answer in time; says why
     */
    public McpServer connect() {
        var known = name.isBlank() ? transport.getClass().getSimpleName() : name;
        return new McpServer(new Config(transport, known, only, rename, patience));
    }
}
