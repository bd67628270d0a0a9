package dev.longhaul.samples.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated model knows what is in view, and nothing else. */
class CodingBrainTest {

    private static final String UNKNOWN = "The outcome of run_command is unknown: it was started, and interrupted.";
    private static final String SOURCE = "9\t    private static final String SALT = \"TO-BE-SET\";\n";
    private static final String PATH = "src/depot/CheckDigits.java";

    private final List<VisibleMessage> messages = new ArrayList<>();
    private int calls;

    private void say(String role, VisibleBlock... content) {
        messages.add(new VisibleMessage(role, List.of(content)));
    }

    private void called(String tool, ObjectNode input, String answer, boolean isError) {
        var id = "c" + ++calls;
        say("assistant", new VisibleBlock.ToolUse(id, tool, input));
        say("user", new VisibleBlock.ToolResult(id, answer, isError));
    }

    private void isAt(String item) {
        called("todo", Todo.of(List.of(item)).input(), "- [~] " + item, false);
    }

    private void ran(String answer) {
        called("run_command", JsonNodeFactory.instance.objectNode().put("command", "make"), answer, true);
    }

    private Answer answer() {
        return new CodingBrain().answer(new VisibleContext("", messages, List.of(), true, 8_192));
    }

    private JsonNode lastBlock() {
        return answer().content().getLast();
    }

    @Test
    void the_value_it_writes_is_the_one_in_view() {
        say("user", new VisibleBlock.Text("- KW-ABCD-0001 (in: the salt of the check digits is KW-ABCD-0001)"));
        isAt("Mend " + PATH);
        called("read_file", Work.path(PATH), SOURCE, false);

        assertThat(lastBlock().at("/input/new_text").asText()).isEqualTo("SALT = \"KW-ABCD-0001\"");
    }

    @Test
    void a_value_without_the_words_that_say_what_it_is_is_not_taken() {
        say("user", new VisibleBlock.Text("Identifiers:\n- KW-ABCD-0001"));
        isAt("Mend " + PATH);
        called("read_file", Work.path(PATH), SOURCE, false);

        assertThat(lastBlock().path("text").asText()).contains("no longer in view");
    }

    @Test
    void what_a_summary_replaced_is_forgotten() {
        say("user", new VisibleBlock.Text("the salt of the check digits is KW-ABCD-0001."));
        var context = new VisibleContext("", messages, List.of(), false, 8_192);

        assertThat(new CodingBrain().summarise(context, null)).doesNotContain("KW-ABCD-0001");
    }

    @Test
    void a_call_that_crashes_interrupted_is_made_again_however_often_and_one_that_fails_twice_is_not() {
        say("user", new VisibleBlock.Text("Tests: `make`"));
        isAt("Run the tests as they are");
        for (int i = 0; i < 5; i++) {
            ran(UNKNOWN);
        }
        assertThat(lastBlock().path("name").asText()).isEqualTo("run_command");

        ran("make: not found");
        ran("make: not found");
        assertThat(lastBlock().path("text").asText()).contains("failed twice: make: not found");
    }
}
