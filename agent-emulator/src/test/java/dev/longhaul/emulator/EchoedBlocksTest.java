package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Blocks come back as they went out, or not at all (wire spec §1.4, §1.7). */
class EchoedBlocksTest {

    @Test
    void aBlockNeedsTheCompactionHeader() throws Exception {
        Play.run((client, brain, emulator) -> {
            ObjectNode next = body().assistant(compacted(client)).user("Go on.").build();
            assertThat(client.send(next, new String[0]).error()).contains("messages.0.content.0", "'compaction'");
            assertThat(client.send(next).status()).isEqualTo(200);
        });
    }

    @Test
    void anEditedSummaryIsRefused() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block = compacted(client);
            ((ObjectNode) block.path(0)).put("content", "Rewritten.");
            assertThat(client.send(body().assistant(block).user("Go on.").build())
                            .error())
                    .contains("messages.0.content.0", "unchanged");
        });
    }

    @Test
    void aBlockMayBeGivenACacheMarker() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block = compacted(client);
            ((ObjectNode) block.path(0)).putObject("cache_control").put("type", "ephemeral");
            assertThat(client.send(body().assistant(block).user("Go on.").build())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void anExplicitNullFieldIsAChange() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block = compacted(client);
            ((ObjectNode) block.path(0)).putNull("encrypted_content");
            assertThat(client.send(body().assistant(block).user("Go on.").build())
                            .status())
                    .isEqualTo(400);
        });
    }

    @Test
    void anEmptySummaryIsRefusedAndNoneIsNot() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.send(body().assistant(block("''")).user("Go on.").build())
                            .error())
                    .isEqualTo("messages.0.content.0.content: String should have at least 1 character");
            brain.summarising(null);
            JsonNode failed = compacted(client);
            assertThat(client.send(saying("Hi").assistant(failed).user("Go on.").build())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void aBlockFromElsewhereIsTakenWhereStrictnessIsOff() throws Exception {
        ObjectNode body =
                body().assistant(block("'From elsewhere.'")).user("Go on.").build();
        Play.run((client, brain, emulator) ->
                assertThat(client.send(body).status()).isEqualTo(400));
        Play.run(MessagesEmulator.builder().strictEcho(false), (client, brain, emulator) -> {
            assertThat(client.send(body).status()).isEqualTo(200);
            assertThat(brain.lastShown().messages().getFirst().content())
                    .containsExactly(new VisibleBlock.Summary("From elsewhere."));
        });
    }

    @Test
    void anUnknownBlockComesBackExactlyOrNotAtAll() throws Exception {
        Play.run(FaultPlan.builder().at(1, Fault.unknownBlock()).build(), (client, brain, emulator) -> {
            JsonNode content = client.send(saying("Hi").build()).content();
            assertThat(client.send(saying("Hi").assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(200);
            assertThat(brain.lastShown().messages().get(1).content().getLast()).isInstanceOf(VisibleBlock.Other.class);
            ((ObjectNode) content.path(1)).put("weight", 0.75);
            assertThat(client.send(saying("Hi").assistant(content).user("On.").build())
                            .error())
                    .contains("messages.1.content.1: Input tag 'block_from_the_future'");
        });
    }

    @Test
    void unknownFieldsComeBackExactlyOrNotAtAll() throws Exception {
        Play.run(FaultPlan.builder().at(1, Fault.unknownFields()).build(), (client, brain, emulator) -> {
            JsonNode content = compacted(client);
            assertThat(client.send(body().assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(200);
            ((ObjectNode) content.path(0).path("future_field")).put("kept", false);
            assertThat(client.send(body().assistant(content).user("On.").build())
                            .error())
                    .contains("messages.0.content.0.future_field: Extra inputs are not permitted");
            ((ObjectNode) content.path(0)).remove("future_field");
            assertThat(client.send(body().assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(400);
        });
    }

    @Test
    void encryptedContentBelongsToTheBlock() throws Exception {
        Play.run(FaultPlan.builder().at(1, Fault.encryptedContent()).build(), (client, brain, emulator) -> {
            JsonNode content = compacted(client);
            assertThat(content.path(0).path("encrypted_content").asText()).isNotEmpty();
            assertThat(client.send(body().assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(200);
            ((ObjectNode) content.path(0)).remove("encrypted_content");
            assertThat(client.send(body().assistant(content).user("On.").build())
                            .status())
                    .isEqualTo(400);
        });
    }

    private static JsonNode compacted(Client client) throws IOException, InterruptedException {
        return client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
    }

    private static JsonNode block(String content) {
        return json("[{'type': 'compaction', 'content': " + content + "}]");
    }
}
