package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/tools.md quotes code that compiles and answers that were given. */
class ToolsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "tools.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "longhaul", "tools");

    @Test
    void the_definition_on_the_page_is_the_one_that_compiles() throws IOException {
        assertThat(quoted("define")).isEqualTo(region("TicketTools.java", "define") + "}\n");
    }

    @Test
    void the_policies_on_the_page_are_those_that_compile_and_can_be_registered() throws IOException {
        assertThat(quoted("policy")).isEqualTo(region("RefundTools.java", "policy") + "}\n");
        var tools = AnnotatedTools.of(new RefundTools(new NoLetters()));
        assertThat(new ToolBox(tools).policies())
                .containsEntry(
                        "send_letter", CallPolicy.DEFAULT.rerun(Rerun.ASK).alone());
    }

    @Test
    void the_list_on_the_page_is_the_one_that_compiles() throws IOException {
        assertThat(quoted("list")).isEqualTo(region("ToolsPageTest.java", "list"));
    }

    @Test
    void the_mcp_server_on_the_page_is_the_one_that_compiles() throws IOException {
        assertThat(quoted("mcp")).isEqualTo(region("mcp/McpExample.java", "mcp"));
    }

    @Test
    void the_schema_on_the_page_is_the_one_sent() throws IOException {
        var schema = tool("set_priority").spec().inputSchema().tree();

        assertThat(new JsonMapper().readTree(quoted("schema"))).isEqualTo(schema);
    }

    @Test
    void the_error_on_the_page_is_the_one_told() throws Exception {
        var result = Calls.call(tool("set_priority"), quoted("call"));

        assertThat(result.isError()).isTrue();
        assertThat(quoted("error")).isEqualTo(result.text() + "\n");
    }

    private static Tool tool(String name) {
        return tools().stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Tool> tools() {
        var desk = new NoDesk();
        // tag::list[]
        var tools = AnnotatedTools.of(new TicketTools(desk));
        // end::list[]
        return tools;
    }

    /** The block behind {@code <!-- quote: name -->}. */
    private static String quoted(String name) throws IOException {
        var page = Files.readString(PAGE);
        var marker = "<!-- quote: " + name + " -->\n```";
        assertThat(page).contains(marker);
        int start = page.indexOf('\n', page.indexOf(marker) + marker.length()) + 1;
        return page.substring(start, page.indexOf("```", start));
    }

    private static String region(String file, String name) throws IOException {
        var source = Files.readString(SOURCES.resolve(file));
        int start = source.indexOf('\n', source.indexOf("// tag::" + name + "[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::" + name + "[]", start)) + 1;
        return source.substring(start, end).stripTrailing().stripIndent() + "\n";
    }

    private record NoLetters() implements RefundTools.Desk {

        @Override
        public String refundOnce(String key, String ticket, long cents) {
            return "refunded";
        }

        @Override
        public void send(String ticket, String text) {}

        @Override
        public String history(String ticket) {
            return "";
        }
    }

    private record NoDesk() implements TicketTools.Desk {

        @Override
        public Optional<TicketTools.Ticket> find(String id) {
            return Optional.empty();
        }

        @Override
        public void prioritise(String id, TicketTools.Priority priority, @Nullable String reason) {}

        @Override
        public String refundOnce(String key, String id, long amount) {
            return "refunded";
        }
    }
}
