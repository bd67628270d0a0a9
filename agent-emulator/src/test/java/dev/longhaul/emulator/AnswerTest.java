package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.Answer.Call;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.Client.Reply;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a brain's answer reaches the client. */
class AnswerTest {

    private static final String LOOK =
            "[{'name': 'look', 'description': 'Looks.', 'input_schema': {'type': 'object'}}]";

    @Test
    void aReplyHasTheFieldsOfARecordedOne() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode reply = client.send(saying("Hi").build()).json();
            assertThat(reply.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "id",
                            "type",
                            "role",
                            "model",
                            "content",
                            "stop_reason",
                            "stop_sequence",
                            "stop_details",
                            "usage",
                            "context_management");
            assertThat(reply.path("id").asText()).startsWith("msg_01");
            assertThat(reply.path("usage")).isEqualTo(json("""
                  {'input_tokens': 1, 'output_tokens': 2, 'cache_creation_input_tokens': 0, 'cache_read_input_tokens': 0,
                   'cache_creation': {'ephemeral_5m_input_tokens': 0, 'ephemeral_1h_input_tokens': 0},
                   'service_tier': 'standard', 'inference_geo': 'global',
                   'iterations': [{'type': 'message', 'input_tokens': 1, 'output_tokens': 2,
                     'cache_creation_input_tokens': 0, 'cache_read_input_tokens': 0,
                     'cache_creation': {'ephemeral_5m_input_tokens': 0, 'ephemeral_1h_input_tokens': 0}}]}
                  """));
        });
    }

    @Test
    void withoutTheHeaderThereAreNoIterations() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode reply = client.send(saying("Hi").build(), new String[0]).json();
            assertThat(reply.path("usage").has("iterations")).isFalse();
            assertThat(reply.has("context_management")).isFalse();
        });
    }

    @Test
    void parallelCallsGetIdsOfTheirOwn() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.answering(Answer.calls(
                    "Looking.", List.of(new Call("look", object("{'at': 1}")), new Call("look", object("{'at': 2}")))));
            Reply reply = client.send(saying("Look twice.").with("tools", LOOK).build());
            assertThat(reply.stopReason()).isEqualTo("tool_use");
            assertThat(reply.content().findValuesAsText("type")).containsExactly("text", "tool_use", "tool_use");
            assertThat(reply.content().findValuesAsText("id"))
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.startsWith("toolu_"));
        });
    }

    @Test
    void theBrainSeesToolsAndResults() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying("Hi")
                    .call("toolu_1")
                    .result("toolu_1", "it is")
                    .with("tools", LOOK)
                    .with("system", "'Be brief.'");
            client.send(body.build());
            VisibleContext context = brain.lastShown();
            assertThat(context.system()).isEqualTo("Be brief.");
            assertThat(context.tools()).extracting(VisibleTool::name).containsExactly("look");
            assertThat(context.toolsAllowed()).isTrue();
            assertThat(context.messages().getLast().content())
                    .containsExactly(new VisibleBlock.ToolResult("toolu_1", "it is", false));
            client.send(body.with("tool_choice", "{'type': 'none'}").build());
            assertThat(brain.lastShown().toolsAllowed()).isFalse();
        });
    }

    @Test
    void anAnswerOverMaxTokensIsCut() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.answering(Answer.text(tokens(500)));
            Reply reply = client.send(saying("Hi").with("max_tokens", "100").build());
            assertThat(reply.stopReason()).isEqualTo("max_tokens");
            assertThat(reply.content().path(0).path("text").asText()).hasSize(350);
            assertThat(reply.usage().path("output_tokens").asInt()).isEqualTo(100);
        });
    }

    @Test
    void aCutDoesNotHalveACharacter() throws Exception {
        Play.run(MessagesEmulator.builder().charsPerToken(1), (client, brain, emulator) -> {
            brain.answering(Answer.text("a👋👋"));
            Reply reply = client.send(saying("Hi").with("max_tokens", "4").build());
            assertThat(reply.content().path(0).path("text").asText()).isEqualTo("a👋");
        });
    }

    @Test
    void aCallThatDoesNotFitIsLeftOut() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.answering(
                    Answer.calls("Looking.", List.of(new Call("look", object("{'at': '" + tokens(200) + "'}")))));
            Reply reply = client.send(
                    saying("Hi").with("tools", LOOK).with("max_tokens", "100").build());
            assertThat(reply.stopReason()).isEqualTo("max_tokens");
            assertThat(reply.content().findValuesAsText("type")).containsExactly("text");
        });
    }

    @Test
    void aPromptAboveTheWindowIsTooLong() throws Exception {
        Play.run(MessagesEmulator.builder().contextWindow(2000), (client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(2500)).build());
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).isEqualTo("prompt is too long: 2500 tokens > 2000 maximum");
        });
    }

    @Test
    void anAnswerThatFillsTheWindowSaysSo() throws Exception {
        Play.run(MessagesEmulator.builder().contextWindow(2000), (client, brain, emulator) -> {
            brain.answering(Answer.text(tokens(500)));
            Reply reply = client.send(saying(tokens(1900)).build());
            assertThat(reply.stopReason()).isEqualTo("model_context_window_exceeded");
            assertThat(reply.usage().path("output_tokens").asInt()).isEqualTo(100);
        });
    }

    @Test
    void cacheMarkersAndIdsDoNotCount() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body plain = saying("Hi").call("a").result("a", "done");
            Body marked = saying("Hi").call("a_much_longer_id").result("a_much_longer_id", "done");
            marked.with("cache_control", "{'type': 'ephemeral', 'ttl': '1h'}");
            assertThat(client.send(plain.build()).usage().path("input_tokens"))
                    .isEqualTo(client.send(marked.build()).usage().path("input_tokens"));
        });
    }

    @Test
    void manyClientsAtOnceAreBilledExactly() throws Exception {
        Play.run((client, brain, emulator) -> {
            List<Callable<Reply>> calls = IntStream.range(0, 200)
                    .<Callable<Reply>>mapToObj(
                            i -> () -> client.send(saying("Hi").build()))
                    .toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(calls);
            }
            assertThat(emulator.ledger().totals().output()).isEqualTo(400);
            assertThat(emulator.ledger().entries())
                    .extracting(Entry::request)
                    .doesNotHaveDuplicates()
                    .hasSize(200);
        });
    }
}
