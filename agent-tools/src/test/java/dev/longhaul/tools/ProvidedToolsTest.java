package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.longhaul.model.Json;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools of a LangChain4j {@code ToolProvider}. */
class ProvidedToolsTest {

    private static final ToolExecutor ECHO = (request, memory) -> request.name() + request.arguments() + memory;

    private static ToolSpecification spec(String name) {
        return ToolSpecification.builder().name(name).build();
    }

    private static ToolProvider providing(ToolSpecification specification, ToolExecutor executor) {
        return request ->
                ToolProviderResult.builder().add(specification, executor).build();
    }

    private static Tool only(ToolProvider provider) {
        return ProvidedTools.of(provider).list("s-1", "Go.").getFirst();
    }

    @Test
    void a_call_reaches_its_executor_with_the_session_as_its_memory() throws Exception {
        assertThat(Calls.call(only(providing(spec("echo"), ECHO)), "{\"a\":1}").text())
                .isEqualTo("echo{\"a\":1}s-1");
    }

    @Test
    void the_provider_is_told_what_the_session_is_to_do() {
        ToolProvider bySession = request -> ToolProviderResult.builder()
                .add(spec("tool_" + request.chatMemoryId()), ECHO)
                .add(spec(request.userMessage().singleText()), ECHO)
                .build();
        assertThat(ProvidedTools.of(bySession).list("s-1", "Paint"))
                .extracting(tool -> tool.spec().name())
                .containsExactly("Paint", "tool_s-1");
    }

    @Test
    void the_executor_finds_the_calls_idempotency_key() throws Exception {
        var seen = new ToolExecutor() {
            @Override
            public String execute(ToolExecutionRequest request, Object memory) {
                return "not asked";
            }

            @Override
            public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
                String key = context.invocationParameters().get("idempotencyKey");
                return ToolExecutionResult.builder().resultText(key).build();
            }
        };
        assertThat(Calls.call(only(providing(spec("key"), seen)), "{}").text()).isEqualTo("s-1:7");
    }

    @Test
    void a_schema_keeps_what_langchain4j_can_hold() {
        var parameters = JsonObjectSchema.builder()
                .addProperty("count", JsonRawSchema.from("{\"type\":\"integer\",\"minimum\":3}"))
                .required("count")
                .additionalProperties(false)
                .build();
        var tool =
                only(providing(spec("count").toBuilder().parameters(parameters).build(), ECHO));
        assertThat(tool.spec().inputSchema().tree()).isEqualTo(new Json("""
                {"type":"object","properties":{"count":{"type":"integer","minimum":3}},"required":["count"],\
                "additionalProperties":false}""").tree());
    }

    @Test
    void a_schema_in_the_metadata_goes_before_it_word_for_word() {
        var raw = "{\"type\":\"object\", \"patternProperties\":{\"^a\":{\"const\":1.0}}}";
        var named = spec("raw").toBuilder().metadata(Map.of("inputSchema", raw)).build();
        assertThat(only(providing(named, ECHO)).spec().inputSchema().text()).isEqualTo(raw);
    }

    @Test
    void a_tool_without_a_schema_takes_an_object() {
        assertThat(only(providing(spec("plain"), ECHO)).spec().inputSchema().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void what_the_provider_says_went_wrong_is_an_error_the_model_reads() throws Exception {
        var failing = only(providing(spec("dig"), (request, memory) -> {
            throw new ToolExecutionException("the shovel is gone");
        }));
        var result = Calls.call(failing, "{}");
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).isEqualTo("dig failed: the shovel is gone");
    }

    @Test
    void anything_else_it_throws_becomes_an_error_too() throws Exception {
        var failing = only(providing(spec("dig"), (request, memory) -> {
            throw new IllegalStateException("no shovel");
        }));
        var call = new ToolCall("c", "dig", new Json("{}"));
        assertThat(new ToolBox(List.of(failing)).run(call, Calls.CONTEXT).text())
                .isEqualTo("dig failed: IllegalStateException: no shovel");
    }

    @Test
    void arguments_that_are_no_object_do_not_reach_it() throws Exception {
        var tool = only(providing(spec("echo"), ECHO));
        for (var input : List.of("[1]", "{\"a\":", "\"a\"")) {
            assertThat(Calls.call(tool, input).isError()).as(input).isTrue();
        }
        assertThat(Calls.call(tool, " ").text()).isEqualTo("echo{}s-1");
    }

    @Test
    void one_that_was_interrupted_has_no_result() {
        var interrupted = only(providing(spec("wait"), (request, memory) -> {
            throw new IllegalStateException(new InterruptedException());
        }));
        assertThatThrownBy(() -> Calls.call(interrupted, "{}")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_call_whose_process_died_is_not_repeated_unless_the_tool_is_said_to_be_harmless() {
        var reading = spec("read").toBuilder().addMetadata("readOnlyHint", true).build();
        var same = spec("put").toBuilder().addMetadata("idempotentHint", true).build();
        var writing =
                spec("write").toBuilder().addMetadata("readOnlyHint", false).build();
        assertThat(only(providing(reading, ECHO)).policy().rerun()).isEqualTo(Rerun.RERUN);
        assertThat(only(providing(same, ECHO)).policy().rerun()).isEqualTo(Rerun.RERUN);
        assertThat(only(providing(writing, ECHO)).policy().rerun()).isEqualTo(Rerun.FAIL);
        assertThat(only(providing(spec("unknown"), ECHO)).policy().rerun()).isEqualTo(Rerun.FAIL);
    }

    @Test
    void policies_are_given_for_all_tools_or_for_one() {
        ToolProvider two = request -> ToolProviderResult.builder()
                .add(spec("a"), ECHO)
                .add(spec("b"), ECHO)
                .build();
        var asking = CallPolicy.DEFAULT.rerun(Rerun.ASK);
        var provided = ProvidedTools.of(two).policy(asking).policy("b", CallPolicy.DEFAULT.alone());
        assertThat(provided.list("s-1", "Go."))
                .extracting(Tool::policy)
                .containsExactly(asking, CallPolicy.DEFAULT.alone());
    }

    @Test
    void a_policy_for_a_tool_that_is_not_there_is_refused() {
        var provided = ProvidedTools.of(providing(spec("a"), ECHO)).policy("b", CallPolicy.DEFAULT);
        assertThatExceptionOfType(ToolDefinitionException.class)
                .isThrownBy(() -> provided.list("s-1", "Go."))
                .withMessageContaining("\"b\"")
                .withMessageContaining("name one of [a]");
    }

    /** A provider with a name of its own. */
    private record Shed(List<String> names) implements ToolProvider {
        @Override
        public ToolProviderResult provideTools(ToolProviderRequest request) {
            var tools = ToolProviderResult.builder();
            names.forEach(name -> tools.add(spec(name), ECHO));
            return tools.build();
        }

        @Override
        public String toString() {
            return "shed";
        }
    }

    @Test
    void a_name_that_the_wire_does_not_take_is_refused_with_tool_and_provider() {
        assertThatExceptionOfType(ToolDefinitionException.class)
                .isThrownBy(() -> only(new Shed(List.of("spade.big"))))
                .withMessageContaining("the tool \"spade.big\" of the tool provider shed")
                .withMessageContaining("Fix: leave it out, or let the provider rename it.");
    }

    @Test
    void a_name_that_is_taken_is_refused_with_tool_and_provider() {
        var spade = only(new Shed(List.of("spade")));
        assertThatExceptionOfType(ToolDefinitionException.class)
                .isThrownBy(() -> ProvidedTools.listAll(
                        List.of(spade), List.of(ProvidedTools.of(new Shed(List.of("spade")))), "s-1", "Go."))
                .withMessageContaining("\"spade\" of the tool provider shed")
                .withMessageContaining("has the name of another tool");
    }

    @Test
    void a_schema_that_models_are_not_given_is_refused() {
        for (var schema : List.of("{\"type\":\"array\"}", "{\"type\":\"object\",\"anyOf\":[]}")) {
            var tool = spec("odd").toBuilder()
                    .metadata(Map.of("inputSchema", schema))
                    .build();
            assertThatExceptionOfType(ToolDefinitionException.class)
                    .isThrownBy(() -> only(providing(tool, ECHO)))
                    .withMessageContaining("the schema of its arguments");
        }
    }

    @Test
    void an_argument_whose_name_the_wire_does_not_take_is_refused_with_its_name() {
        var filtered = ToolSpecification.builder()
                .name("list")
                .parameters(JsonObjectSchema.builder()
                        .addStringProperty("filter[id]")
                        .build())
                .build();
        assertThatExceptionOfType(ToolDefinitionException.class)
                .isThrownBy(() -> only(providing(filtered, ECHO)))
                .withMessageContaining("list")
                .withMessageContaining("its argument \"filter[id]\" has a name that is refused");
    }

    @Test
    void names_deeper_in_a_schema_may_be_any() {
        var nested = ToolSpecification.builder()
                .name("list")
                .parameters(JsonObjectSchema.builder()
                        .addProperty(
                                "filter",
                                JsonObjectSchema.builder()
                                        .addStringProperty("größe [m]")
                                        .build())
                        .build())
                .build();
        assertThat(only(providing(nested, ECHO)).spec().name()).isEqualTo("list");
    }

    @Test
    void a_provider_that_cannot_say_what_it_has_is_named() {
        ToolProvider silent = request -> {
            throw new IllegalArgumentException("no line");
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> only(silent))
                .withMessageContaining("the tool provider ProvidedToolsTest")
                .withMessageContaining("cannot say what tools it has: no line");
    }
}
