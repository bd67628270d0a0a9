package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the model reads when a method has run, and what leaves the tool when it threw. */
class ToolResultsTest {

    record Ticket(String id, LocalDate due, Optional<String> note, Kinds.Priority priority) {}

    static final class Opaque {}

    static final class Answers {
        @Tool
        String text() {
            return "as it is, \"quotes\" and all";
        }

        @Tool
        void nothing() {}

        @Tool
        @Nullable
        Void nothingBoxed() {
            return null;
        }

        @Tool
        @Nullable
        String missing() {
            return null;
        }

        @Tool
        int number() {
            return 42;
        }

        @Tool
        boolean flag() {
            return true;
        }

        @Tool
        BigDecimal price() {
            return new BigDecimal("1.10");
        }

        @Tool
        Kinds.Priority choice() {
            return Kinds.Priority.HIGH;
        }

        @Tool
        Ticket ticket() {
            return new Ticket("T-1", LocalDate.of(2026, 11, 21), Optional.empty(), Kinds.Priority.LOW);
        }

        @Tool
        List<Kinds.Line> lines() {
            return List.of(new Kinds.Line("x", 1));
        }

        @Tool
        Map<String, Integer> counts() {
            return new TreeMap<>(Map.of("a", 1, "b", 2));
        }

        @Tool
        Duration duration() {
            return Duration.ofMinutes(90);
        }

        @Tool
        Optional<String> maybe() {
            return Optional.of("there");
        }

        @Tool
        Json json() {
            return Json.parse("{ \"spelling\": 1.0 }");
        }

        @Tool
        Object opaque() {
            return new Opaque();
        }
    }

    static Stream<Arguments> results() {
        return Stream.of(
                arguments("text", "as it is, \"quotes\" and all"),
                arguments("nothing", "Success"),
                arguments("nothingBoxed", "Success"),
                arguments("missing", "null"),
                arguments("number", "42"),
                arguments("flag", "true"),
                arguments("price", "1.10"),
                arguments("choice", "\"HIGH\""),
                arguments("ticket", "{\"id\":\"T-1\",\"due\":\"2026-11-21\",\"note\":null,\"priority\":\"LOW\"}"),
                arguments("lines", "[{\"sku\":\"x\",\"quantity\":1}]"),
                arguments("counts", "{\"a\":1,\"b\":2}"),
                arguments("duration", "\"PT1H30M\""),
                arguments("maybe", "\"there\""),
                arguments("json", "{ \"spelling\": 1.0 }"));
    }

    @ParameterizedTest(name = "{0} is told as {1}")
    @MethodSource("results")
    void a_result_is_told_as_text(String tool, String text) throws Exception {
        var result = Calls.call(Calls.named(tool, new Answers()), "{}");

        assertThat(result.text()).isEqualTo(text);
        assertThat(result.isError()).isFalse();
        assertThat(result.callId()).isEqualTo("call-1");
    }

    @Test
    void a_result_that_cannot_be_told_says_that_the_tool_ran() throws Exception {
        var result = Calls.call(Calls.named("opaque", new Answers()), "{}");

        assertThat(result.isError()).isTrue();
        assertThat(result.text()).startsWith("opaque ran, but its result cannot be shown: No serializer found");
    }

    @SuppressWarnings("DoNotCallSuggester")
    static final class Failing {
        @Tool
        void checked() throws IOException {
            throw new IOException("disk full");
        }

        @Tool
        void unchecked() {
            throw new IllegalArgumentException("no such ticket");
        }

        @Tool
        void error() {
            throw new AssertionError("broken");
        }

        @Tool
        void interrupted() throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    @Test
    void what_the_method_throws_leaves_the_tool_unwrapped() {
        var failing = new Failing();
        assertThatThrownBy(() -> Calls.call(Calls.named("checked", failing), "{}"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> Calls.call(Calls.named("unchecked", failing), "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such ticket");
        assertThatThrownBy(() -> Calls.call(Calls.named("error", failing), "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }

    @Test
    void an_interrupt_reaches_the_method_and_its_exception_the_caller() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Calls.call(Calls.named("interrupted", new Failing()), "{}"))
                .isInstanceOf(InterruptedException.class);
    }

    static final class Aware {
        @Tool
        String pay(ToolContext context, long cents, ToolContext again) {
            return cents + " once per " + context.idempotencyKey() + " in " + again.sessionId();
        }

        @Tool
        String key(ToolContext context) {
            return context.idempotencyKey();
        }
    }

    @Test
    void the_context_is_filled_in() throws Exception {
        assertThat(Calls.call(Calls.named("pay", new Aware()), "{\"cents\":500}")
                        .text())
                .isEqualTo("500 once per s-1:7 in s-1");
    }

    @Test
    void the_context_is_hidden_from_the_model() {
        assertThat(Calls.named("pay", new Aware()).spec().inputSchema().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"cents\":{\"type\":\"integer\"}},"
                        + "\"required\":[\"cents\"],\"additionalProperties\":false}");
        assertThat(Calls.named("key", new Aware()).spec().inputSchema().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    }

    @Test
    void the_model_cannot_fill_in_the_context() throws Exception {
        assertThat(Calls.call(Calls.named("key", new Aware()), "{\"context\":{\"sessionId\":\"other\"}}")
                        .text())
                .contains("- context: not known here");
    }
}
