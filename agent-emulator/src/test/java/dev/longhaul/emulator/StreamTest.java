package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.Client.Reply;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Server-sent events in the recorded order, wire spec §1.6. */
class StreamTest {

    @Test
    void aCompactionAndItsAnswerComeInTheRecordedOrder() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000))
                    .compactAt(50_000)
                    .with("stream", "true")
                    .build());
            assertThat(reply.response().headers().firstValue("content-type"))
                    .hasValue("text/event-stream; charset=utf-8");
            assertThat(types(reply))
                    .containsExactly(
                            "message_start",
                            "content_block_start",
                            "ping",
                            "content_block_delta",
                            "content_block_stop",
                            "content_block_start",
                            "content_block_delta",
                            "content_block_stop",
                            "message_delta",
                            "message_stop");
        });
    }

    @Test
    void theSummaryComesInOneDelta() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(tokens(200));
            List<JsonNode> events = events(client.send(saying(tokens(60_000))
                    .pauseAt(50_000)
                    .with("stream", "true")
                    .build()));
            assertThat(events.get(1).path("content_block"))
                    .isEqualTo(object("{'type': 'compaction', 'content': null}"));
            assertThat(events.get(3).path("delta"))
                    .isEqualTo(object("{'type': 'compaction_delta', 'content': '" + tokens(200) + "'}"));
        });
    }

    @Test
    void theStartHasTheFirstSamplingsUsageAndTheDeltaTheFinalOne() throws Exception {
        Play.run((client, brain, emulator) -> {
            List<JsonNode> events = events(client.send(saying(tokens(60_000))
                    .compactAt(50_000)
                    .with("stream", "true")
                    .build()));
            JsonNode start = events.getFirst().path("message");
            JsonNode delta = events.get(events.size() - 2);
            assertThat(start.path("usage").path("input_tokens").asInt()).isEqualTo(60_100);
            assertThat(start.path("usage").has("iterations")).isFalse();
            assertThat(start.path("content")).isEmpty();
            assertThat(delta.path("usage").path("input_tokens").asInt()).isEqualTo(4);
            assertThat(delta.path("usage").path("iterations")).hasSize(2);
            assertThat(delta.path("delta"))
                    .isEqualTo(object("{'stop_reason': 'end_turn', 'stop_sequence': null, 'stop_details': null}"));
            assertThat(delta.path("context_management")).isEqualTo(json("{'applied_edits': []}"));
        });
    }

    @Test
    void textAndToolInputsComeInPiecesThatMakeTheWhole() throws Exception {
        String tools = "[{'name': 'look', 'input_schema': {'type': 'object'}}]";
        String input = "{'at': 'the far end of a long corridor, behind the door'}";
        Play.run((client, brain, emulator) -> {
            brain.answering(
                    Answer.calls("I shall have a look at it now.", List.of(new Answer.Call("look", object(input)))));
            List<JsonNode> events = events(client.send(
                    saying("Hi").with("tools", tools).with("stream", "true").build()));
            assertThat(joined(events, "text")).isEqualTo("I shall have a look at it now.");
            assertThat(json(joined(events, "partial_json"))).isEqualTo(json(input));
        });
    }

    @Test
    void aTruncatedStreamEndsBeforeItsMessageDelta() throws Exception {
        Play.run(FaultPlan.builder().at(1, Fault.truncatedBody()).build(), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").with("stream", "true").build());
            assertThat(types(reply)).contains("content_block_stop").doesNotContain("message_delta", "message_stop");
            assertThat(emulator.ledger().entries().getFirst().delivered()).isFalse();
        });
    }

    @Test
    void aStreamMayBreakOffInAnError() throws Exception {
        Play.run(FaultPlan.builder().at(1, Fault.streamError()).build(), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").with("stream", "true").build());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(types(reply)).doesNotContain("message_delta").endsWith("error");
        });
    }

    static List<String> types(Reply reply) {
        return events(reply).stream().map(event -> event.path("type").asText()).toList();
    }

    static List<JsonNode> events(Reply reply) {
        return reply.text()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Body.raw(line.substring(6)))
                .toList();
    }

    private static String joined(List<JsonNode> events, String field) {
        return events.stream()
                .map(event -> event.path("delta").path(field).asText())
                .collect(Collectors.joining());
    }
}
