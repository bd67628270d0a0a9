package dev.longhaul.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import dev.longhaul.tools.ProvidedTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that others wrote. Install {@code @modelcontextprotocol/server-everything} and {@code server-filesystem} with npm,
 * and name their folder of programs: {@code -Dmcp.servers=node_modules/.bin}, or {@code MCP_SERVERS}.
 */
class NpmServerTest {

    @TempDir
    private Path folder;

    private static McpServer server(String program, String... arguments) {
        var programs = System.getProperty("mcp.servers", System.getenv().getOrDefault("MCP_SERVERS", ""));
        assumeTrue(!programs.isEmpty(), "no servers are named: give -Dmcp.servers=FOLDER");
        var command = new ArrayList<>(List.of(Path.of(programs, program).toString()));
        command.addAll(List.of(arguments));
        return McpServer.over(StdioMcpTransport.builder().command(command).build())
                .named(program)
                .connect();
    }

    private static ToolResult call(McpServer server, String name, String input) throws InterruptedException {
        var box = new ToolBox(ProvidedTools.of(server).list("s-1", "Try them."));
        var context = new ToolContext("s-1", "s-1:7", new Cancellation());
        return box.run(new ToolCall("c-1", name, new Json(input)), context);
    }

    @Test
    void the_reference_server_lists_its_tools_and_answers() throws Exception {
        try (var server = server("mcp-server-everything")) {
            var tools = ProvidedTools.of(server).list("s-1", "Try them.");
            assertThat(tools).hasSizeGreaterThan(5);
            assertThat(tools).allSatisfy(tool -> assertThat(
                            tool.spec().inputSchema().tree().path("type").asText())
                    .isEqualTo("object"));
            assertThat(call(server, "echo", "{\"message\":\"hello\"}").text()).isEqualTo("Echo: hello");
            assertThat(call(server, "get-tiny-image", "{}").images())
                    .singleElement()
                    .satisfies(image -> assertThat(image.problem()).isEmpty());
        }
    }

    @Test
    void the_file_server_writes_reads_and_refuses_what_is_outside() throws Exception {
        var root = folder.toRealPath();
        try (var server = server("mcp-server-filesystem", root.toString())) {
            var file = root.resolve("a.txt");
            var written = call(server, "write_file", "{\"path\":\"" + file + "\",\"content\":\"one\\ntwo\\n\"}");
            assertThat(written.isError()).isFalse();
            assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
            assertThat(call(server, "read_text_file", "{\"path\":\"" + file + "\",\"head\":1}")
                            .text())
                    .isEqualTo("one");
            var outside = call(server, "read_text_file", "{\"path\":\"/etc/passwd\"}");
            assertThat(outside.isError()).isTrue();
            assertThat(outside.text()).contains("outside allowed directories");
        }
    }
}
