package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a model reads when its arguments do not fit; the method never runs then. */
class ArgumentErrorsTest {

    static final class Desk {
        final List<String> done = new ArrayList<>();

        @Tool
        void close(
                @P(name = "ticket_id") long id, Kinds.Priority priority, @P(required = false) @Nullable String note) {
            done.add(id + " " + priority + " " + note);
        }
    }

    static final class Clock {
        @Tool
        String now() {
            return "noon";
        }
    }

    private final Desk desk = new Desk();

    @Test
    void all_problems_are_told_at_once() throws Exception {
        var result = Calls.call(desk, "{\"ticketId\":1,\"priority\":\"urgent\"}");

        assertThat(result.isError()).isTrue();
        assertThat(result.callId()).isEqualTo("call-1");
        assertThat(result.text()).isEqualTo("""
                close did not run: its arguments are not valid.
                - ticket_id: missing, expected an integer from -9223372036854775808 to 9223372036854775807
                - priority: expected one of LOW, HIGH, got "urgent"
                - ticketId: not known here; required: ticket_id, priority; optional: note
                Arguments: required: ticket_id, priority; optional: note.""");
        assertThat(desk.done).isEmpty();
    }

    @Test
    void corrected_arguments_run() throws Exception {
        var result = Calls.call(desk, "{\"ticket_id\":\"1\",\"priority\":\"low\"}");

        assertThat(result.isError()).isFalse();
        assertThat(desk.done).containsExactly("1 LOW null");
    }

    @Test
    void malformed_json_is_told_with_its_place() throws Exception {
        var result = Calls.call(desk, "{\"ticket_id\": 1,}");

        assertThat(result.isError()).isTrue();
        assertThat(result.text())
                .contains("close did not run", "not valid JSON at line 1, column 17", "required: ticket_id, priority");
    }

    @Test
    void text_behind_the_arguments_is_malformed() throws Exception {
        assertThat(Calls.call(new Clock(), "{} {}").isError()).isTrue();
    }

    @Test
    void arguments_that_are_no_object_are_told() throws Exception {
        assertThat(Calls.call(desk, "[1,2]").text()).contains("- expected one JSON object, got [1,2]");
        assertThat(Calls.call(desk, "null").text()).contains("- expected one JSON object, got null");
    }

    @Test
    void nothing_at_all_counts_as_no_arguments() throws Exception {
        assertThat(Calls.call(new Clock(), "").text()).isEqualTo("noon");
        assertThat(Calls.call(desk, "").text()).contains("- ticket_id: missing");
    }

    @Test
    void a_tool_without_arguments_refuses_any() throws Exception {
        assertThat(Calls.call(new Clock(), "{\"zone\":\"UTC\"}").text())
                .contains("- zone: not known here; required: none; optional: none");
    }

    @Test
    void a_number_no_machine_holds_is_an_error_result() throws Exception {
        assertThat(Calls.call(desk, "{\"ticket_id\":1e99999999999,\"priority\":\"LOW\"}")
                        .isError())
                .isTrue();
        assertThat(Calls.call(desk, "{\"ticket_id\":" + "9".repeat(5000) + ",\"priority\":\"LOW\"}")
                        .isError())
                .isTrue();
    }

    @Test
    void nesting_without_end_is_an_error_result() throws Exception {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(Calls.call(desk, "{\"ticket_id\":" + deep + "}").isError()).isTrue();
    }

    @Test
    void a_long_value_is_quoted_by_its_beginning_without_cutting_a_character() throws Exception {
        var text = Calls.call(desk, "{\"ticket_id\":\"" + "x".repeat(78) + "😀".repeat(5000) + "\"}")
                .text();

        assertThat(text).hasSizeLessThan(500).contains("xxx…").doesNotContain("\uD83D…");
    }

    @Test
    void of_very_many_problems_the_first_twenty_are_told() throws Exception {
        var input = IntStream.range(0, 50).mapToObj(i -> "\"z" + i + "\":1").collect(Collectors.joining(",", "{", "}"));

        assertThat(Calls.call(new Clock(), input).text())
                .contains("- z19:", "- and 30 more")
                .doesNotContain("- z20:");
    }
}
