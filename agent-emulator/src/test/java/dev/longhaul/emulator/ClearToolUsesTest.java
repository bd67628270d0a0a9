package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Client.Reply;
import dev.longhaul.emulator.VisibleBlock.ToolResult;
import dev.longhaul.emulator.VisibleBlock.ToolUse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clearing old tool results, wire spec §3. */
class ClearToolUsesTest {

    private static final String HEADER = "context-management-2025-06-27";
    private static final String CLEARED = "[tool result cleared]";
    private static final String AT_ONCE = "'trigger': {'type': 'tool_uses', 'value': 1}";

    @Test
    void theOldestResultsAreClearedAndThePairsStay() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = send(client, uses(5), AT_ONCE);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(results(brain)).containsExactly(CLEARED, CLEARED, tokens(1000), tokens(1000), tokens(1000));
            assertThat(calls(brain)).hasSize(5).allMatch(call -> call.input().has("at"));
            assertThat(reply.json().path("context_management")).isEqualTo(json("""
                    {'applied_edits': [{'type': 'clear_tool_uses_20250919', 'cleared_tool_uses': 2,
                      'cleared_input_tokens': 1988}]}
                    """));
            assertThat(reply.usage().path("input_tokens").asInt()).isLessThan(3100);
        });
    }

    @Test
    void theTriggerDefaultsTo100ThousandTokens() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(applied(send(client, uses(98), "'keep': {'type': 'tool_uses', 'value': 1}")))
                    .isEmpty();
            assertThat(applied(send(client, uses(100), "'keep': {'type': 'tool_uses', 'value': 1}"))
                            .path(0)
                            .path("cleared_tool_uses")
                            .asInt())
                    .isEqualTo(99);
        });
    }

    @Test
    void excludedToolsKeepTheirResults() throws Exception {
        Play.run((client, brain, emulator) -> {
            send(client, uses(5), AT_ONCE + ", 'exclude_tools': ['look0'], 'keep': {'type': 'tool_uses', 'value': 0}");
            assertThat(results(brain)).containsExactly(tokens(1000), CLEARED, tokens(1000), CLEARED, tokens(1000));
        });
    }

    @Test
    void inputsGoToWhereAsked() throws Exception {
        Play.run((client, brain, emulator) -> {
            send(client, uses(5), AT_ONCE + ", 'clear_tool_inputs': true");
            assertThat(calls(brain)).extracting(call -> call.input().size()).containsExactly(0, 0, 1, 1, 1);
            send(client, uses(5), AT_ONCE + ", 'clear_tool_inputs': ['look1']");
            assertThat(calls(brain)).extracting(call -> call.input().size()).containsExactly(1, 0, 1, 1, 1);
        });
    }

    @Test
    void tooLittleFreedIsNotWorthIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            String atLeast = AT_ONCE + ", 'clear_at_least': {'type': 'input_tokens', 'value': %d}";
            assertThat(applied(send(client, uses(5), atLeast.formatted(1989)))).isEmpty();
            assertThat(results(brain)).doesNotContain(CLEARED);
            assertThat(applied(send(client, uses(5), atLeast.formatted(1988)))).hasSize(1);
        });
    }

    @Test
    void countingPreviewsIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode body = edited(uses(5), AT_ONCE);
            body.remove("max_tokens");
            JsonNode count = client.count(body, "anthropic-beta", HEADER).json();
            assertThat(count.path("context_management")
                                    .path("original_input_tokens")
                                    .asInt()
                            - count.path("input_tokens").asInt())
                    .isEqualTo(1988);
        });
    }

    @Test
    void clearingComesBeforeCompactingAndMayPutItOff() throws Exception {
        String compact = "{'type': 'compact_20260112', 'trigger': {'type': 'input_tokens', 'value': 50000},"
                + " 'pause_after_compaction': true}";
        String clear = "{'type': 'clear_tool_uses_20250919', 'trigger': {'type': 'input_tokens', 'value': 50000}}";
        Play.run((client, brain, emulator) -> {
            Body body = uses(60).with("context_management", "{'edits': [" + clear + "," + compact + "]}");
            String both = HEADER + "," + Client.COMPACTION;
            Reply reply = client.send(body.build(), "anthropic-beta", both);
            assertThat(reply.stopReason()).isEqualTo("end_turn");
            assertThat(applied(reply)).hasSize(1);
            body.with("context_management", "{'edits': [" + compact + "]}");
            assertThat(client.send(body.build(), "anthropic-beta", both).stopReason())
                    .isEqualTo("compaction");
        });
    }

    @Test
    void aStreamTellsItInItsMessageDelta() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = send(client, uses(5).with("stream", "true"), AT_ONCE);
            List<JsonNode> events = StreamTest.events(reply);
            assertThat(events.get(events.size() - 2).path("context_management").path("applied_edits"))
                    .hasSize(1);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "edits.0.trigger.type | 'trigger': {'type': 'turns', 'value': 1}",
                "edits.0.trigger.value | 'trigger': {'type': 'tool_uses', 'value': 0}",
                "edits.0.keep.type | 'keep': {'type': 'input_tokens', 'value': 1}",
                "edits.0.keep.value | 'keep': {'type': 'tool_uses'}",
                "edits.0.clear_at_least | 'clear_at_least': 5",
                "edits.0.exclude_tools | 'exclude_tools': 'look'",
                "edits.0.exclude_tools.0 | 'exclude_tools': [1]",
                "edits.0.clear_tool_inputs | 'clear_tool_inputs': 'all'",
                "edits.0.colour: Extra inputs | 'colour': 'red'",
            })
    void aWrongFieldIsRefusedByName(String message, String fields) throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = send(client, uses(1), fields);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).startsWith("context_management." + message);
        });
    }

    @Test
    void theHeaderIsNeeded() throws Exception {
        Play.run((client, brain, emulator) -> assertThat(
                        client.send(edited(uses(1), AT_ONCE)).error())
                .contains("Input tag 'clear_tool_uses_20250919'"));
    }

    /** Calls of two tools in turn, each with a result of a thousand tokens. */
    private static Body uses(int count) {
        Body body = saying("Hi");
        for (int i = 0; i < count; i++) {
            body.assistant(json("[{'type': 'tool_use', 'id': 'toolu_%d', 'name': 'look%d', 'input': {'at': %d}}]"
                            .formatted(i, i % 2, i)))
                    .result("toolu_" + i, tokens(1000));
        }
        return body;
    }

    private static Reply send(Client client, Body body, String fields) throws IOException, InterruptedException {
        return client.send(edited(body, fields), "anthropic-beta", HEADER);
    }

    private static ObjectNode edited(Body body, String fields) {
        return body.with(
                        "context_management",
                        object("{'edits': [{'type': 'clear_tool_uses_20250919', " + fields + "}]}"))
                .build();
    }

    private static JsonNode applied(Reply reply) {
        return reply.json().path("context_management").path("applied_edits");
    }

    private static List<String> results(TestBrain brain) {
        return shown(brain, ToolResult.class).map(ToolResult::text).toList();
    }

    private static List<ToolUse> calls(TestBrain brain) {
        return shown(brain, ToolUse.class).toList();
    }

    private static <T extends VisibleBlock> Stream<T> shown(TestBrain brain, Class<T> type) {
        return brain.lastShown().messages().stream()
                .flatMap(message -> message.content().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }
}
