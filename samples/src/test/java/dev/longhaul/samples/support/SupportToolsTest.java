package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tools.AnnotatedTools;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The desk's methods as a model sees and calls them. */
class SupportToolsTest {

    private final ToolBox tools = new ToolBox(AnnotatedTools.of(new SupportTools(Tickets.desk())));

    private int calls;

    @Test
    void namesAndParametersAreThoseOfTheContract() {
        assertThat(tools.specs().stream()
                        .collect(Collectors.toMap(spec -> spec.name(), spec -> parameters(spec.inputSchema()))))
                .isEqualTo(Map.of(
                        "get_next_ticket", List.of(),
                        "classify_ticket", List.of("ticket_id", "category"),
                        "search_knowledge_base", List.of("category", "query"),
                        "set_priority", List.of("ticket_id", "priority"),
                        "route_to_team", List.of("ticket_id", "team"),
                        "draft_response", List.of("ticket_id", "response"),
                        "mark_complete", List.of("ticket_id")));
    }

    @Test
    void everyToolAndParameterIsDescribed() {
        assertThat(tools.specs()).allSatisfy(spec -> {
            assertThat(spec.description()).hasSizeGreaterThan(40);
            for (var parameter : Tickets.json(spec.inputSchema().text()).path("properties")) {
                assertThat(parameter.path("description").asText()).isNotBlank();
            }
        });
    }

    @Test
    void callsReachTheDesk() throws Exception {
        assertThat(call("get_next_ticket", "{}")).contains("\"id\":\"T-1\"");
        assertThat(call("set_priority", "{\"ticket_id\":\"T-1\",\"priority\":\"low\"}"))
                .contains("\"success\":true");
        assertThat(call("mark_complete", "{\"ticket_id\":\"T-1\"}")).contains("\"missing\":[");
    }

    private String call(String tool, String input) throws Exception {
        var call = new ToolCall("c", tool, new Json(input));
        return tools.run(call, new ToolContext("s", "s:" + ++calls, new Cancellation()))
                .text();
    }

    private static List<String> parameters(Json schema) {
        Iterable<String> names =
                () -> Tickets.json(schema.text()).path("properties").fieldNames();
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
