package dev.longhaul.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import dev.longhaul.tools.ProvidedTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** MCP servers as a model meets them: a process of its own over stdio, and one over streamable HTTP. */
class McpServerTest {

    private static McpTransport stdio() {
        return StdioMcpTransport.builder()
                .command(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoteServer.class.getName()))
                .build();
    }

    private static List<Tool> tools(McpServer server) {
        return ProvidedTools.of(server).list("s-1", "Take notes.");
    }

    private static Tool tool(McpServer server, String name) {
        return tools(server).stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ToolResult call(McpServer server, String name, String input) throws InterruptedException {
        var context = new ToolContext("s-1", "s-1:7", new Cancellation());
        return new ToolBox(tools(server)).run(new ToolCall("c-1", name, new Json(input)), context);
    }

    @Test
    void a_schema_reaches_the_model_as_the_server_wrote_it() {
        try (var server = McpServer.over(stdio()).connect()) {
            assertThat(tool(server, "say").spec().inputSchema()).isEqualTo(new Json(NoteServer.SAY_SCHEMA));
            assertThat(tool(server, "say").spec().description()).isEqualTo("The tool say.");
        }
    }

    @Test
    void a_call_is_answered_by_the_server() throws Exception {
        try (var server = McpServer.over(stdio()).connect()) {
            assertThat(call(server, "say", "{\"words\":\"hello, wörld\"}"))
                    .isEqualTo(new ToolResult("c-1", "You said hello, wörld", false));
        }
    }

    @Test
    void an_image_of_the_server_is_shown_whatever_data_stand_beside_it() throws Exception {
        try (var server = McpServer.over(stdio()).connect()) {
            var result = call(server, "picture", "{}");
            assertThat(result.text()).isEqualTo("A dot.\n(image: image/gif, 1 x 1 pixels, 26 bytes)");
            assertThat(result.images()).containsExactly(new Image("image/gif", "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs="));
        }
    }

    @Test
    void a_failure_at_the_server_is_an_error_the_model_reads() throws Exception {
        try (var server = McpServer.over(stdio()).connect()) {
            assertThat(call(server, "fail", "{}"))
                    .isEqualTo(new ToolResult("c-1", "fail failed: the pencil broke; sharpen it first", true));
        }
    }

    @Test
    void each_call_carries_its_idempotency_key() throws Exception {
        try (var server = McpServer.over(stdio()).connect()) {
            call(server, "note", "{\"text\":\"milk\"}");
            assertThat(call(server, "notes", "").text()).startsWith("[milk s-1:7]");
        }
    }

    @Test
    void a_list_that_the_server_changes_is_read_anew() throws Exception {
        try (var server = McpServer.over(stdio()).connect()) {
            assertThat(tools(server)).hasSize(6);
            call(server, "note", "{\"text\":\"milk\"}");
            assertThat(tool(server, "note_1").spec().description()).isEqualTo("The tool note_1.");
        }
    }

    @Test
    void only_what_the_server_says_is_harmless_runs_again_after_a_crash() {
        try (var server = McpServer.over(stdio()).connect()) {
            assertThat(tool(server, "notes").policy().rerun()).isEqualTo(Rerun.RERUN);
            assertThat(tool(server, "note").policy().rerun()).isEqualTo(Rerun.FAIL);
        }
    }

    @Test
    void a_call_that_is_interrupted_is_cancelled_at_the_server() throws Exception {
        try (var server = McpServer.over(stdio()).connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> call(server, "wait", "{}"));
            call(server, "notes", "{}");
            waiting.cancel(true);
            await().untilAsserted(
                            () -> assertThat(call(server, "notes", "{}").text()).endsWith("cancelled 1"));
        }
    }

    @Test
    void some_tools_can_be_taken_under_other_names() {
        try (var server = McpServer.over(stdio())
                .only("say", "fail")
                .rename(name -> "notes_" + name)
                .connect()) {
            assertThat(tools(server)).extracting(tool -> tool.spec().name()).containsExactly("notes_fail", "notes_say");
            assertThat(tool(server, "notes_say").spec().inputSchema()).isEqualTo(new Json(NoteServer.SAY_SCHEMA));
        }
    }

    @Test
    void a_tool_that_the_server_does_not_have_is_named() {
        try (var server = McpServer.over(stdio()).named("my notes").only("sing").connect()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> tools(server))
                    .withMessageContaining("MCP server my notes")
                    .withMessageContaining("no tool \"sing\"")
                    .withMessageContaining("picture");
        }
    }

    @Test
    void closing_it_ends_the_server() {
        var before = ProcessHandle.current().children().collect(Collectors.toSet());
        var server = McpServer.over(stdio()).connect();
        var process = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findFirst()
                .orElseThrow();
        server.close();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(() -> tools(server)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_server_that_cannot_be_started_is_an_error_that_says_so() {
        var nothing = StdioMcpTransport.builder()
                .command(List.of("/nowhere/to/be/found"))
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> McpServer.over(nothing)
                        .named("nothing")
                        .patience(Duration.ofSeconds(5))
                        .connect())
                .withMessageContaining("MCP server nothing cannot be reached");
    }

    @Test
    void a_server_that_says_nothing_is_not_left_running() {
        var mute =
                StdioMcpTransport.builder().command(List.of("sleep", "98765")).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> McpServer.over(mute)
                        .named("mute")
                        .patience(Duration.ofMillis(300))
                        .connect())
                .withMessageContaining("MCP server mute cannot be reached");
        await().untilAsserted(() -> assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 98765")));
    }

    @Test
    void the_provider_of_langchain4j_itself_works_too() throws Exception {
        try (var client = DefaultMcpClient.builder().transport(stdio()).build()) {
            var provider = McpToolProvider.builder().mcpClients(client).build();
            var box = new ToolBox(ProvidedTools.of(provider).list("s-1", "Take notes."));
            var call = new ToolCall("c-1", "say", new Json("{\"words\":\"hello\"}"));
            assertThat(box.run(call, new ToolContext("s-1", "s-1:7", new Cancellation()))
                            .text())
                    .isEqualTo("You said hello");
        }
    }

    @Test
    void streamable_http_does_the_same() throws Exception {
        try (var http = new HttpNotes();
                var server = McpServer.over(StreamableHttpMcpTransport.builder()
                                .url(http.url())
                                .build())
                        .connect()) {
            assertThat(tool(server, "say").spec().inputSchema()).isEqualTo(new Json(NoteServer.SAY_SCHEMA));
            assertThat(call(server, "note", "{\"text\":\"milk\"}").text()).isEqualTo("noted");
            assertThat(call(server, "notes", "{}").text()).startsWith("[milk s-1:7]");
            assertThat(call(server, "fail", "{}").isError()).isTrue();
        }
    }
}
