package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A signed block comes first, alone and as it was, or not at all (wire spec §2.4, §2.5). */
class SignedBlocksTest {

    private static final String BOTH = Client.COMPACTION + "," + Client.ON_DEMAND;

    @Test
    void laterRequestsNeedTheHeaderToo() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode next = body().assistant(compacted(client)).user("On.").build();
            assertThat(client.send(next, new String[0]).error())
                    .isEqualTo("messages.0.content.0: Input tag 'compaction' found using 'type' does not match any"
                            + " expected tag");
            assertThat(client.send(next).status()).isEqualTo(400);
            assertThat(client.sendSigned(next).status()).isEqualTo(200);
            assertThat(client.send(next, "anthropic-beta", BOTH).status()).isEqualTo(200);
        });
    }

    @Test
    void anythingInFrontMisplacesIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            ArrayNode block = compacted(client);
            assertRefused(client, "misplaced", saying("Hi").assistant(block).user("On."));
            assertRefused(
                    client,
                    "misplaced",
                    body().message("system", json("'Be brief.'"))
                            .assistant(block)
                            .user("On."));
            assertRefused(client, "misplaced", body().message("system", block).user("On."));
            ArrayNode second = block.deepCopy();
            second.insert(0, object("{'type': 'text', 'text': 'first'}"));
            assertRefused(client, "misplaced", body().assistant(second).user("On."));
        });
    }

    @Test
    void twoAreAmbiguous() throws Exception {
        Play.run((client, brain, emulator) -> {
            ArrayNode block = compacted(client);
            assertRefused(
                    client,
                    "ambiguous",
                    body().assistant(block).user("On.").assistant(block).user("On."));
            JsonNode unsigned =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            Reply mixed = client.send(
                    body().assistant(block).assistant(unsigned).user("On.").build(), "anthropic-beta", BOTH);
            assertThat(mixed.errorCode()).isEqualTo("compaction_block_ambiguous");
        });
    }

    @Test
    void editsAreToldApart() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertEditRefused(client, "compaction_content_mismatch", block -> block.put("content", "Rewritten."));
            assertEditRefused(client, "compaction_content_mismatch", block -> block.putNull("content"));
            assertEditRefused(client, "compaction_content_mismatch", block -> block.remove("content"));
            assertEditRefused(client, "compaction_tool_changes_mismatch", block -> block.putArray("tool_changes"));
            assertEditRefused(client, "compaction_tool_changes_mismatch", block -> block.putNull("tool_changes"));
            assertEditRefused(client, "compaction_signature_invalid", block -> block.put("signature", "c2lnbmVk"));
            assertEditRefused(client, "compaction_signature_invalid", block -> block.put("signature", ""));
            assertEditRefused(client, "compaction_signature_invalid", block -> block.put("signature", 7));
            assertEditRefused(client, "compaction_signature_invalid", block -> block.remove("signature"));
            assertEditRefused(
                    client,
                    "compaction_signature_invalid",
                    block -> block.put("signature", block.path("signature").asText() + " "));
        });
    }

    @Test
    void otherFieldsMayNotBeAddedButACacheMarkerMay() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertEditRefused(client, "", block -> block.putNull("citations"));
            assertEditRefused(client, "", block -> block.putNull("encrypted_content"));
            ArrayNode content = compacted(client);
            ((ObjectNode) content.path(0)).putObject("cache_control").put("type", "ephemeral");
            assertThat(client.sendSigned(body().assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void unknownFieldsBelongToTheBlockAlsoAfterARestart() throws Exception {
        MessagesEmulator.Builder first = MessagesEmulator.builder()
                .signingKey("k")
                .faults(FaultPlan.builder().at(1, Fault.unknownFields()).build());
        ArrayNode[] content = new ArrayNode[1];
        Play.run(first, (client, brain, emulator) -> {
            content[0] = compacted(client);
            assertThat(content[0].path(0).has("future_field")).isTrue();
        });
        Play.run(MessagesEmulator.builder().signingKey("k"), (client, brain, emulator) -> {
            Body next = body().assistant(content[0]).user("On.");
            assertThat(client.sendSigned(next.build()).status()).isEqualTo(200);
            ((ObjectNode) content[0].path(0)).remove("future_field");
            assertThat(client.sendSigned(next.build()).error()).contains("send it back unchanged");
        });
    }

    @Test
    void aRestartWithTheSameKeyTakesItAndAnotherKeyDoesNot() throws Exception {
        ArrayNode[] content = new ArrayNode[1];
        Play.run(
                MessagesEmulator.builder().signingKey("k"),
                (client, brain, emulator) -> content[0] = compacted(client));
        ObjectNode next = body().assistant(content[0]).user("On.").build();
        Play.run(MessagesEmulator.builder().signingKey("k"), (client, brain, emulator) -> {
            assertThat(client.sendSigned(next).status()).isEqualTo(200);
            assertThat(brain.lastShown().messages().getFirst().content())
                    .containsExactly(new VisibleBlock.Summary("Short summary."));
        });
        Play.run(
                MessagesEmulator.builder().signingKey("other").strictEcho(false),
                (client, brain, emulator) ->
                        assertThat(client.sendSigned(next).errorCode()).isEqualTo("compaction_signature_invalid"));
    }

    @Test
    void aThresholdMayNotBeSetOnTopOfIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body next = body().assistant(compacted(client)).user("On.").pauseAt(50_000);
            Reply reply = client.send(next.build(), "anthropic-beta", BOTH);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).startsWith("context_management.edits.0: compact_20260112 may not");
        });
    }

    @Test
    void aBlockWithoutContentIsNothingBehindItAndInTheWayBeforeIt() throws Exception {
        Play.run((client, brain, emulator) -> {
            ArrayNode block = compacted(client);
            brain.summarising(null);
            JsonNode failed =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            Body behind = body().assistant(block).user("On.").assistant(failed).user("On.");
            assertThat(client.sendSigned(behind.build()).status()).isEqualTo(200);
            assertRefused(
                    client,
                    "misplaced",
                    body().assistant(failed).assistant(block).user("On."));
        });
    }

    @Test
    void clearingMay() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body next = body().assistant(compacted(client))
                    .user("On.")
                    .with("context_management", "{'edits': [{'type': 'clear_tool_uses_20250919'}]}");
            assertThat(client.send(next.build(), "anthropic-beta", Client.ON_DEMAND + ",context-management-2025-06-27")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void anUnsignedBlockKeepsItsOwnRulesBesideTheOtherHeader() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            JsonNode block = client.send(body.build(), "anthropic-beta", BOTH).content();
            assertThat(block.path(0).has("signature")).isFalse();
            Body next = saying("Hi").assistant(block).user("On.");
            assertThat(client.send(next.build(), "anthropic-beta", BOTH).status())
                    .isEqualTo(200);
            // On demand, a conversation that a threshold once cut is one like any other.
            assertThat(client.send(next.summarise().build(), "anthropic-beta", BOTH)
                            .stopReason())
                    .isEqualTo("compaction");
        });
    }

    private interface Edit {
        void apply(ObjectNode block);
    }

    private static void assertEditRefused(Client client, String code, Edit edit)
            throws IOException, InterruptedException {
        ArrayNode content = compacted(client);
        edit.apply((ObjectNode) content.path(0));
        Reply reply = client.sendSigned(body().assistant(content).user("On.").build());
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.errorCode()).as(reply.text()).isEqualTo(code);
    }

    private static void assertRefused(Client client, String code, Body body) throws IOException, InterruptedException {
        assertThat(client.sendSigned(body.build()).errorCode()).isEqualTo("compaction_block_" + code);
    }

    static ArrayNode compacted(Client client) throws IOException, InterruptedException {
        return (ArrayNode) client.sendSigned(saying("Hi").summarise().build()).content();
    }
}
