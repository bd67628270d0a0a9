package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import org.junit.jupiter.api.Test;

/** The tool says what stands, and holds nothing itself. */
class TodoToolTest {

    private final TodoTool tool = new TodoTool();

    private ToolResult write(String input) {
        var context = new ToolContext("s", "s:1", new Cancellation());
        return tool.call(new ToolCall("c1", "todo", new Json(input)), context);
    }

    @Test
    void theResultIsTheListAsItStands() {
        assertThat(write("{\"items\":[{\"text\":\"look\",\"status\":\"done\"}]}"))
                .isEqualTo(new ToolResult("c1", "- [x] look", false));
        assertThat(write("{\"items\":[]}").text()).isEqualTo("The list is empty.");
    }

    @Test
    void whatIsNoListIsAnErrorTheModelCanMend() {
        assertThat(write("{\"items\":[{\"text\":\"look\",\"status\":\"soon\"}]}"))
                .isEqualTo(new ToolResult(
                        "c1",
                        "The list was not changed: item 1 has the status \"soon\": give pending, in_progress or done",
                        true));
    }

    @Test
    void itIsCalledTodo() {
        assertThat(tool.spec().name()).isEqualTo("todo");
    }
}
