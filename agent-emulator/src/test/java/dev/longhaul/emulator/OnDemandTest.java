package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compaction on demand: what comes back, what it costs, what the next request sees (wire spec §2.2, §2.3, §2.5). */
class OnDemandTest {

    @Test
    void aShortConversationIsSummarisedAndNotAnswered() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            ObjectNode block = (ObjectNode) reply.content().path(0);
            assertThat(reply.content()).hasSize(1);
            assertThat(block.fieldNames()).toIterable().containsExactly("type", "content", "signature");
            assertThat(block.path("content").asText()).isEqualTo("Short summary.");
            assertThat(reply.stopReason()).isEqualTo("compaction");
            assertThat(reply.json().has("context_management")).isFalse();
            assertThat(brain.shown).isEmpty();
        });
    }

    @Test
    void theTopLevelIsZeroAndOneIterationHasTheWholeCost() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            assertThat(reply.usage().path("input_tokens").asInt()).isZero();
            assertThat(reply.usage().path("output_tokens").asInt()).isZero();
            assertThat(reply.iterations())
                    .isEqualTo(json("[{'type': 'compaction', 'input_tokens': 101, 'output_tokens': 4,"
                            + " 'cache_creation_input_tokens': 0, 'cache_read_input_tokens': 0,"
                            + " 'cache_creation': {'ephemeral_5m_input_tokens': 0, 'ephemeral_1h_input_tokens': 0}}]"));
            assertThat(emulator.ledger().entries())
                    .containsExactly(
                            new Entry(1, "compaction", "claude-sonnet-5-5", new Totals(101, 4, 0, 0, 0), true));
        });
    }

    @Test
    void theNextRequestSeesTheSummaryInsteadOfWhatItReplaced() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block = client.sendSigned(saying("Hi").summarise().build()).content();
            Body next = body().assistant(block).call("a").result("a", "r").user("On.");
            Reply reply = client.sendSigned(next.build());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.iterations().findValuesAsText("type")).containsExactly("message");
            assertThat(brain.lastShown().messages())
                    .hasSize(4)
                    .first()
                    .isEqualTo(new VisibleMessage("assistant", List.of(new VisibleBlock.Summary("Short summary."))));
        });
    }

    @Test
    void theBlockMayStandInAUserMessageAndAssistantMessagesMayFollow() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block = client.sendSigned(saying("Hi").summarise().build()).content();
            Body next = body().user(block).assistant(json("'So.'")).user("On.");
            assertThat(client.sendSigned(next.build()).status()).isEqualTo(200);
            Body twice = body().assistant(block).assistant(json("'So.'")).user("On.");
            assertThat(client.sendSigned(twice.build()).status()).isEqualTo(200);
            assertThat(client.sendSigned(body().assistant(block).build()).status())
                    .isEqualTo(200);
        });
    }

    @Test
    void aConversationMayEndOnAFinishedAssistantTurn() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying("Hi").call("a").result("a", "r").assistant(json("'Done.'"));
            assertThat(client.sendSigned(body.summarise().build()).stopReason()).isEqualTo("compaction");
            assertThat(client.sendSigned(body.without("compaction").build()).error())
                    .contains("prefill");
        });
    }

    @Test
    void aSummaryCanBeSummarisedAgain() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode first = client.sendSigned(saying("Hi").summarise().build()).content();
            brain.summarising("Shorter.");
            Reply second = client.sendSigned(
                    body().assistant(first).user("More.").summarise().build());
            assertThat(brain.summarised.getLast().messages().getFirst().content())
                    .containsExactly(new VisibleBlock.Summary("Short summary."));
            assertThat(client.sendSigned(body().assistant(second.content())
                                    .user("On.")
                                    .build())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void instructionsReachTheSummariserAndBlankOnesDoNot() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying("Hi").with("compaction", "{'type': 'summarize', 'instructions': 'Keep ids.'}");
            assertThat(summary(client.sendSigned(body.build()))).isEqualTo("Short summary. As told: Keep ids.");
            body.with("compaction", "{'type': 'summarize', 'instructions': ' \\n'}");
            assertThat(summary(client.sendSigned(body.build()))).isEqualTo("Short summary.");
            body.with("compaction", "{'type': 'summarize', 'instructions': null}");
            assertThat(summary(client.sendSigned(body.build()))).isEqualTo("Short summary.");
        });
    }

    @Test
    void toolsAreShownToTheSummariserAndNotOffered() throws Exception {
        Play.run((client, brain, emulator) -> {
            client.sendSigned(saying("Hi")
                    .with("tools", "[{'name': 'look', 'input_schema': {'type': 'object'}}]")
                    .summarise()
                    .build());
            assertThat(brain.summarised.getLast().tools()).hasSize(1);
            assertThat(brain.summarised.getLast().toolsAllowed()).isFalse();
        });
    }

    @Test
    void aSummaryOverMaxTokensIsNoneAndIsBilledUpToThere() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(tokens(500));
            Reply reply = client.sendSigned(
                    saying("Hi").summarise().with("max_tokens", "100").build());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.content()).isEmpty();
            assertThat(reply.stopReason()).isEqualTo("max_tokens");
            assertThat(emulator.ledger().totals()).isEqualTo(new Totals(101, 100, 0, 0, 0));
        });
    }

    @Test
    void aSummariserWithoutWordsEndsItsTurn() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(null);
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            assertThat(reply.content()).isEmpty();
            assertThat(reply.stopReason()).isEqualTo("end_turn");
            assertThat(emulator.ledger().totals()).isEqualTo(new Totals(101, 30, 0, 0, 0));
        });
    }

    @Test
    void withoutRoomForThePromptNothingIsCalledOrBilled() throws Exception {
        Play.run(MessagesEmulator.builder().contextWindow(2000), (client, brain, emulator) -> {
            Reply full = client.sendSigned(saying(tokens(1950)).summarise().build());
            assertThat(full.content()).isEmpty();
            assertThat(full.stopReason()).isEqualTo("model_context_window_exceeded");
            assertThat(emulator.ledger().totals()).isEqualTo(Totals.ZERO);
            brain.summarising(tokens(200));
            Reply cut = client.sendSigned(saying(tokens(1850)).summarise().build());
            assertThat(cut.stopReason()).isEqualTo("model_context_window_exceeded");
            assertThat(emulator.ledger().totals()).isEqualTo(new Totals(1950, 50, 0, 0, 0));
            assertThat(client.sendSigned(saying(tokens(2500)).summarise().build())
                            .error())
                    .startsWith("prompt is too long");
        });
    }

    @Test
    void theCompactionReadsTheConversationsCache() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(2000)).with("cache_control", "{'type': 'ephemeral'}");
            client.sendSigned(body.build());
            body.assistant(json("'Done.'")).summarise();
            JsonNode iteration = client.sendSigned(body.build()).iterations().path(0);
            assertThat(iteration.path("cache_read_input_tokens").asInt()).isEqualTo(2000);
            assertThat(iteration.path("input_tokens").asInt()).isEqualTo(100);
        });
    }

    @Test
    void countingTakesTheParameterAndIgnoresIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode body =
                    saying(tokens(100)).summarise().without("max_tokens").build();
            assertThat(client.count(body, "anthropic-beta", Client.ON_DEMAND).json())
                    .isEqualTo(json("{'input_tokens': 100}"));
            assertThat(client.count(body).error()).contains("requires `anthropic-beta: compact-2026-09-04`");
            assertThat(emulator.ledger().entries()).isEmpty();
        });
    }

    @Test
    void theStreamBringsTheBlockWholeAndNoDelta() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.sendSigned(
                    saying("Hi").summarise().with("stream", "true").build());
            List<JsonNode> events = StreamTest.events(reply);
            assertThat(StreamTest.types(reply))
                    .containsExactly(
                            "message_start",
                            "content_block_start",
                            "ping",
                            "content_block_stop",
                            "message_delta",
                            "message_stop");
            JsonNode block = events.get(1).path("content_block");
            assertThat(block.path("content").asText()).isEqualTo("Short summary.");
            JsonNode delta = events.get(4);
            assertThat(delta.path("delta").path("stop_reason").asText()).isEqualTo("compaction");
            assertThat(delta.path("usage").path("output_tokens").asInt()).isZero();
            assertThat(delta.path("usage").path("iterations")).hasSize(1);
            Body next = body().assistant(content(block)).user("On.");
            assertThat(client.sendSigned(next.build()).status()).isEqualTo(200);
        });
    }

    @Test
    void aFailureStreamedHasNoBlocks() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(null);
            Reply reply = client.sendSigned(
                    saying("Hi").summarise().with("stream", "true").build());
            assertThat(StreamTest.types(reply)).containsExactly("message_start", "message_delta", "message_stop");
        });
    }

    @Test
    void toolChangesComeWithTheirHeaderAndAreSigned() throws Exception {
        Play.run((client, brain, emulator) -> {
            String both = Client.ON_DEMAND + ",inline-tools-2026-09-15";
            JsonNode content = client.send(saying("Hi").summarise().build(), "anthropic-beta", both)
                    .content();
            assertThat(content.path(0).path("tool_changes")).isEqualTo(json("[]"));
            Body next = body().assistant(content).user("On.");
            assertThat(client.sendSigned(next.build()).status()).isEqualTo(200);
            ((ObjectNode) content.path(0)).remove("tool_changes");
            assertThat(client.sendSigned(next.build()).errorCode()).isEqualTo("compaction_tool_changes_mismatch");
        });
    }

    private static String summary(Reply reply) {
        return reply.content().path(0).path("content").asText();
    }

    private static JsonNode content(JsonNode block) {
        return object("{'content': []}").withArray("content").add(block);
    }
}
