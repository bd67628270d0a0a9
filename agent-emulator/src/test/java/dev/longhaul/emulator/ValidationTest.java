package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service refuses, it refuses too, and says where. */
class ValidationTest {

    private static final String LOOK = "{'name': 'look', 'description': 'd', 'input_schema': {'type': 'object'}}";

    static Stream<Arguments> defects() {
        return Stream.of(
                defect("model: Field required", without("model")),
                defect("model: String should have", saying("Hi").with("model", "' '")),
                defect("max_tokens: Field required", without("max_tokens")),
                defect("max_tokens: Input should be greater", saying("Hi").with("max_tokens", "0")),
                defect(
                        "max_tokens: Input should be a valid integer",
                        saying("Hi").with("max_tokens", "1.5")),
                defect("messages: at least one", body()),
                defect("messages: Input should be a valid list", body().with("messages", "{}")),
                defect("messages.0.role: ", body().message("robot", json("'Hi'"))),
                defect("messages.0.content: all messages must have non-empty", saying("")),
                defect("messages.0.content: all messages must have non-empty", body().user(json("[]"))),
                defect("messages.0.content: text content blocks must contain non-whitespace", saying(" \n")),
                defect("messages.0.content: Input should be a valid string or list", body().user(json("7"))),
                defect(
                        "messages.0.content.0.text: text content blocks must be non-empty",
                        content("[{'type':'text','text':''}]")),
                defect(
                        "messages.0.content.0.text: text content blocks must contain",
                        content("[{'type':'text','text':' '}]")),
                defect(
                        "messages.0.content.0.colour: Extra inputs",
                        content("[{'type':'text','text':'a','colour':'red'}]")),
                defect("messages.0.content.0: Input tag 'hologram'", content("[{'type':'hologram'}]")),
                defect("messages.0.content.0.source.type: Field", image("{}")),
                defect(
                        "messages.0.content.0.source.media_type: Input should be",
                        image("{'type':'base64','media_type':'image/bmp','data':'Qk0='}")),
                defect(
                        "messages.0.content.0.source.data: invalid base64",
                        image("{'type':'base64','media_type':'image/gif','data':'!'}")),
                defect(
                        "messages.0.content.0.source.data: Image does not match the provided media type",
                        image(
                                "{'type':'base64','media_type':'image/png','data':'R0lGODlhAQABAAAAACwAAAAAAQABAAACADs='}")),
                defect(
                        "messages.0.content.0.source.data: image exceeds 5 MB maximum: 5242884 bytes > 5242880 bytes",
                        image("{'type':'base64','media_type':'image/gif','data':'" + "R0lG".repeat(1_310_721) + "'}")),
                defect("messages.0.content.0: `tool_use` blocks are not permitted", content("[{'type':'tool_use'}]")),
                defect("messages.0.content.0.tool_use_id: Field", content("[{'type':'tool_result'}]")),
                defect(
                        "messages.0.mood: Extra inputs",
                        body().with("messages", "[{'role':'user','content':'a','mood':1}]")),
                defect("colour: Extra inputs are not permitted", saying("Hi").with("colour", "'red'")),
                defect(
                        "temperature: Extra inputs are not permitted",
                        saying("Hi").with("temperature", "0.5")),
                defect("compaction: requires", saying("Hi").with("compaction", "{'type':'summarize'}")),
                defect("stream: Input should be a valid boolean", saying("Hi").with("stream", "'yes'")),
                defect("system.0: only text", saying("Hi").with("system", "[{'type':'image'}]")),
                defect(
                        "messages.0.role: first message must",
                        body().assistant(json("'Hello'")).user("Hi")),
                defect(
                        "messages.1: This model does not support assistant message prefill",
                        saying("Hi").assistant(json("'I'"))));
    }

    static Stream<Arguments> toolDefects() {
        return Stream.of(
                defect("tools: Tool names must be unique", saying("Hi").with("tools", "[" + LOOK + "," + LOOK + "]")),
                defect(
                        "tools.0.name: String should match",
                        tool("{'name':'look up','input_schema':{'type':'object'}}")),
                defect("tools.0.input_schema: Field required", tool("{'name':'look'}")),
                defect("tools.0.input_schema.type", tool("{'name':'look','input_schema':{'type':'string'}}")),
                defect(
                        "tools.0.custom.input_schema.properties: Property keys should match pattern",
                        tool("{'name':'look','input_schema':{'type':'object','properties':{'filter[id]':{}}}}")),
                defect("tools.0.inputSchema: Extra", tool("{'name':'look','inputSchema':{}}")),
                defect("tool_choice: Input tag 'sometimes'", choice("{'type':'sometimes'}")),
                defect("tool_choice.name: Field required", choice("{'type':'tool'}")),
                defect("tool_choice.name: Tool 'see' not found", choice("{'type':'tool','name':'see'}")),
                defect("tool_choice.name: Extra inputs", choice("{'type':'auto','name':'look'}")),
                defect("tool_choice: tool_choice may only", saying("Hi").with("tool_choice", "{'type':'any'}")));
    }

    static Stream<Arguments> pairingDefects() {
        return Stream.of(
                defect(
                        "messages.1: `tool_use` ids were found without",
                        saying("Hi").call("a").user("no result")),
                defect(
                        "messages.1: `tool_use` ids were found without",
                        saying("Hi").call("a")),
                defect(
                        "messages.1: `tool_use` ids were found without",
                        saying("Hi").call("a").user("late").result("a", "r")),
                defect(
                        "messages.1: `tool_use` ids were found",
                        twoCalls().result("a", "r").result("b", "r")),
                defect(
                        "messages.2.content.0: unexpected `tool_use_id`",
                        saying("Hi").call("a").result("b", "r")),
                defect("messages.0.content.0: unexpected `tool_use_id`", body().result("a", "r")),
                defect(
                        "messages.3.content.0: unexpected",
                        saying("Hi").call("a").result("a", "r").result("a", "again")),
                defect(
                        "messages.3.content.0: `tool_use` ids must be unique",
                        saying("Hi").call("a").result("a", "r").call("a")),
                defect(
                        "messages.2.content.1: `tool_result` blocks must come before",
                        saying("Hi").call("a").user(textThenResult())));
    }

    static Stream<Arguments> contextManagementDefects() {
        return Stream.of(
                defect(
                        "edits.0.trigger.value: Input should be greater than or equal to 50000",
                        saying("Hi").compactAt(49_999)),
                defect(
                        "edits.0.trigger.value: Input should be a valid integer",
                        edit("{'type':'input_tokens','value':'x'}")),
                defect("edits.0.trigger.value: Field required", edit("{'type':'input_tokens'}")),
                defect("edits.0.trigger.type", edit("{'type':'tool_uses','value':50000}")),
                defect("edits.0: Input tag 'compact_3'", edits("[{'type':'compact_3'}]")),
                defect(
                        "edits.0: clear_thinking_20251015 is not emulated",
                        edits("[{'type':'clear_thinking_20251015'}]")),
                defect("edits.0.pause: Extra inputs", edits("[{'type':'compact_20260112','pause':true}]")),
                defect(
                        "context_management.edits: only one",
                        edits("[{'type':'compact_20260112'},{'type':'compact_20260112'}]")),
                defect("context_management.mode: Extra", saying("Hi").with("context_management", "{'mode':1}")));
    }

    static Stream<Arguments> cacheDefects() {
        return Stream.of(
                defect("A maximum of 4 blocks with cache_control may be provided. Found 5", marked(5)),
                defect("cache_control: A maximum of 4", marked(4).with("cache_control", "{'type':'ephemeral'}")),
                defect("cache_control.type", saying("Hi").with("cache_control", "{'type':'eternal'}")),
                defect("cache_control.ttl", saying("Hi").with("cache_control", "{'type':'ephemeral','ttl':'2h'}")),
                defect(
                        "cache_control.ttl: a ttl='1h'",
                        marked(1).with("cache_control", "{'type':'ephemeral','ttl':'1h'}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"defects", "toolDefects", "pairingDefects", "contextManagementDefects", "cacheDefects"})
    void aDefectIsRefusedWithItsPathAndCostsNothing(String message, ObjectNode body) throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(reply.error()).contains(message);
            assertThat(emulator.ledger().totals()).isEqualTo(Totals.ZERO);
        });
    }

    @Test
    void contextManagementNeedsAHeaderThatUnlocksIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode body = saying("Hi").compactAt(50_000).build();
            assertThat(client.send(body, new String[0]).error())
                    .isEqualTo("context_management: Extra inputs are not permitted");
            assertThat(client.send(body, "anthropic-beta", "context-management-2025-06-27")
                            .error())
                    .contains("Input tag 'compact_20260112'");
            assertThat(client.send(body, "anthropic-beta", "other-2025-01-01, compact-2026-01-12")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void betaHeadersMayBeRepeated() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode body = saying("Hi").compactAt(50_000).build();
            String[] headers = {"anthropic-beta", "one-2025-01-01", "anthropic-beta", Client.COMPACTION};
            assertThat(client.send(body, headers).status()).isEqualTo(200);
        });
    }

    @Test
    void samplingParametersBelongToTheFirstVersion() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode body = saying("Hi").with("temperature", "0.5").build();
            var request = client.bare("/v1/messages?beta=true")
                    .header("anthropic-version", "2023-06-01")
                    .POST(BodyPublishers.ofString(body.toString()));
            assertThat(client.exchange(request).status()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @CsvSource({"'', header is required", "2024-01-01, is not a valid version"})
    void theVersionMustBeKnown(String version, String message) throws Exception {
        Play.run((client, brain, emulator) -> {
            var request = client.bare("/v1/messages")
                    .POST(BodyPublishers.ofString(saying("Hi").build().toString()));
            if (!version.isEmpty()) {
                request.header("anthropic-version", version);
            }
            assertThat(client.exchange(request).error()).contains("anthropic-version", message);
        });
    }

    @Test
    void theIgnoredPartOfTheHistoryIsValidatedToo() throws Exception {
        Play.run((client, brain, emulator) -> {
            var block =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            Body orphan = body().result("toolu_gone", "r").assistant(block).user("Go on.");
            assertThat(client.send(orphan.build()).error()).contains("messages.0.content.0: unexpected `tool_use_id`");
        });
    }

    @Test
    void twoAssistantMessagesInARowAreOne() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying("Hi").assistant(json("'First.'")).call("a").result("a", "r");
            assertThat(client.send(body.build()).status()).isEqualTo(200);
        });
    }

    @Test
    void aServerToolsPausedTurnMayComeLast() throws Exception {
        String paused = "[{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{}}]";
        Play.run((client, brain, emulator) -> assertThat(
                        client.send(saying("Hi").assistant(json(paused)).build())
                                .status())
                .isEqualTo(200));
    }

    @Test
    void blocksOfEveryKnownKindAreTaken() throws Exception {
        Body body = content("[{'type':'image','source':{'type':'url','url':'u'}},{'type':'document','source':{}}]")
                .assistant(json("[{'type':'thinking','thinking':'hm','signature':'s'},"
                        + "{'type':'tool_use','id':'a','name':'look','input':{}}]"))
                .user(json("[{'type':'tool_result','tool_use_id':'a','is_error':true,"
                        + "'content':[{'type':'text','text':'t'},{'type':'image','source':{'type':'base64',"
                        + "'media_type':'image/gif','data':'R0lGODlhAQABAAAAACwAAAAAAQABAAACADs='}}]}]"));
        Play.run((client, brain, emulator) -> {
            assertThat(client.send(body.build()).status()).isEqualTo(200);
            assertThat(brain.lastShown().messages().getLast().content())
                    .containsExactly(new VisibleBlock.ToolResult("a", "t", true, 1));
        });
    }

    @Test
    void messagesOfTheSystemBelongToTheSecondVersion() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying("Hi").message("system", json("'Be brief.'")).user("Well?");
            assertThat(client.send(body.build()).status()).isEqualTo(200);
            var request = client.bare("/v1/messages")
                    .header("anthropic-version", "2023-06-01")
                    .POST(BodyPublishers.ofString(body.build().toString()));
            assertThat(client.exchange(request).error()).startsWith("messages.1.role: ");
        });
    }

    private static Arguments defect(String message, Body body) {
        return Arguments.of(message, body.build());
    }

    private static Body without(String field) {
        return saying("Hi").without(field);
    }

    private static Body image(String source) {
        return content("[{'type':'image','source':" + source + "}]");
    }

    private static Body content(String blocks) {
        return body().user(json(blocks));
    }

    private static Body tool(String tool) {
        return saying("Hi").with("tools", "[" + tool + "]");
    }

    private static Body choice(String choice) {
        return tool(LOOK).with("tool_choice", choice);
    }

    private static Body edits(String edits) {
        return saying("Hi").with("context_management", "{'edits': " + edits + "}");
    }

    private static Body edit(String trigger) {
        return edits("[{'type':'compact_20260112','trigger':" + trigger + "}]");
    }

    private static Body twoCalls() {
        return saying("Hi")
                .assistant(json("[{'type':'tool_use','id':'a','name':'look','input':{}},"
                        + "{'type':'tool_use','id':'b','name':'look','input':{}}]"));
    }

    private static ArrayNode textThenResult() {
        return (ArrayNode) json("[{'type':'text','text':'t'},{'type':'tool_result','tool_use_id':'a','content':'r'}]");
    }

    private static Body marked(int count) {
        ObjectNode block = object("{'type':'text','text':'part','cache_control':{'type':'ephemeral'}}");
        ArrayNode blocks = (ArrayNode) json("[]");
        IntStream.range(0, count).forEach(i -> blocks.add(block.deepCopy()));
        return body().user(blocks);
    }
}
