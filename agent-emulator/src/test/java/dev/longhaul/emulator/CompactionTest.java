package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threshold compaction, wire spec §1. */
class CompactionTest {

    @Test
    void aPausedCompactionBillsOneCompactionIterationAndNothingElse() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000)).pauseAt(50_000).build());
            assertThat(reply.stopReason()).isEqualTo("compaction");
            assertThat(reply.content()).isEqualTo(json("[{'type': 'compaction', 'content': 'Short summary.'}]"));
            assertThat(reply.usage().path("input_tokens").asInt()).isZero();
            assertThat(reply.usage().path("output_tokens").asInt()).isZero();
            assertThat(reply.iterations()).hasSize(1);
            assertThat(emulator.ledger().entries())
                    .containsExactly(
                            new Entry(1, "compaction", "claude-sonnet-5-5", new Totals(60_100, 4, 0, 0, 0), true));
        });
    }

    @Test
    void anUnpausedCompactionPutsTheBlockFirstAndAnswersOnTheSummaryAlone() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000)).compactAt(50_000).build());
            assertThat(reply.stopReason()).isEqualTo("end_turn");
            assertThat(reply.content().findValuesAsText("type")).containsExactly("compaction", "text");
            assertThat(brain.lastShown().messages())
                    .containsExactly(
                            new VisibleMessage("assistant", List.of(new VisibleBlock.Summary("Short summary."))));
        });
    }

    @Test
    void topLevelUsageLeavesTheCompactionOut() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000)).compactAt(50_000).build());
            assertThat(reply.iterations().findValuesAsText("type")).containsExactly("compaction", "message");
            assertThat(reply.usage().path("input_tokens").asInt()).isEqualTo(4);
            assertThat(reply.usage().path("output_tokens").asInt()).isEqualTo(2);
            assertThat(emulator.ledger().totals()).isEqualTo(new Totals(60_104, 6, 0, 0, 0));
        });
    }

    @Test
    void theTriggerFiresAtItsValueAndNotBelow() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.send(saying(tokens(49_998)).pauseAt(50_000).build())
                            .stopReason())
                    .isEqualTo("end_turn");
            assertThat(client.send(saying(tokens(50_000)).pauseAt(50_000).build())
                            .stopReason())
                    .isEqualTo("compaction");
        });
    }

    @Test
    void systemAndToolsCountTowardsTheTrigger() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(40_000))
                    .with("system", "'" + tokens(12_000) + "'")
                    .pauseAt(50_000);
            assertThat(client.send(body.build()).stopReason()).isEqualTo("compaction");
        });
    }

    @Test
    void appliedEditsStayEmptyThoughACompactionRan() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000)).compactAt(50_000).build());
            assertThat(reply.json().path("context_management")).isEqualTo(json("{'applied_edits': []}"));
        });
    }

    @Test
    void theTriggerDefaultsTo150Thousand() throws Exception {
        String edit = "{'edits': [{'type': 'compact_20260112', 'pause_after_compaction': true}]}";
        Play.run((client, brain, emulator) -> {
            Reply below = client.send(
                    saying(tokens(149_998)).with("context_management", edit).build());
            Reply at = client.send(
                    saying(tokens(150_000)).with("context_management", edit).build());
            assertThat(below.stopReason()).isEqualTo("end_turn");
            assertThat(at.stopReason()).isEqualTo("compaction");
        });
    }

    @Test
    void instructionsReachTheSummariser() throws Exception {
        String edit =
                "{'edits': [{'type': 'compact_20260112', 'pause_after_compaction': true, 'instructions': 'Keep ids.',"
                        + " 'trigger': {'type': 'input_tokens', 'value': 50000}}]}";
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(
                    saying(tokens(60_000)).with("context_management", edit).build());
            assertThat(reply.content().path(0).path("content").asText()).isEqualTo("Short summary. As told: Keep ids.");
        });
    }

    @Test
    void summaryTagsAreTakenOff() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising("<summary>\nThe gist.\n</summary>");
            Reply reply = client.send(saying(tokens(60_000)).pauseAt(50_000).build());
            assertThat(reply.content().path(0).path("content").asText()).isEqualTo("The gist.");
        });
    }

    @Test
    void aSummariserWithoutWordsIsAFailedCompactionThatIsBilled() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising("<summary> </summary>");
            Reply reply = client.send(saying(tokens(60_000)).pauseAt(50_000).build());
            assertThat(reply.content()).isEqualTo(json("[{'type': 'compaction', 'content': null}]"));
            assertThat(emulator.ledger().totals().input()).isEqualTo(60_100);
        });
    }

    @Test
    void afterAFailedCompactionTheAnswerIsGivenOnTheWholeHistory() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(null);
            Reply reply = client.send(saying(tokens(60_000)).compactAt(50_000).build());
            assertThat(reply.content().findValuesAsText("type")).containsExactly("compaction", "text");
            assertThat(reply.usage().path("input_tokens").asInt()).isEqualTo(60_000);
        });
    }

    @Test
    void resendingAPausedTurnContinuesOnTheSummary() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            JsonNode paused = client.send(body.build()).content();
            Reply reply = client.send(body.assistant(paused).build());
            assertThat(reply.stopReason()).isEqualTo("end_turn");
            assertThat(reply.usage().path("input_tokens").asInt()).isEqualTo(4);
        });
    }

    @Test
    void whatStandsBeforeTheLastBlockIsNeitherSeenNorBilled() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            JsonNode paused = client.send(body.build()).content();
            Reply whole = client.send(body.assistant(paused).user("Go on.").build());
            Reply cut = client.send(
                    body().assistant(paused).user("Go on.").pauseAt(50_000).build());
            assertThat(whole.usage().path("input_tokens")).isEqualTo(cut.usage().path("input_tokens"));
            assertThat(brain.shown.get(0)).isEqualTo(brain.shown.get(1));
        });
    }

    @Test
    void aBlockWithoutContentIsNoBoundary() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.summarising(null);
            Body body = saying("Remember the number 17.").user(tokens(60_000)).pauseAt(50_000);
            JsonNode failed = client.send(body.build()).content();
            client.send(body.assistant(failed)
                    .user("Which number?")
                    .with("context_management", "{}")
                    .build());
            assertThat(brain.lastShown().messages()).hasSize(3);
            assertThat(brain.lastShown().messages().getFirst().content())
                    .containsExactly(new VisibleBlock.Text("Remember the number 17."));
        });
    }

    @Test
    void aSummaryMayBeSummarisedAgain() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode first =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            Reply second = client.send(
                    body().assistant(first).user(tokens(60_000)).pauseAt(50_000).build());
            assertThat(second.stopReason()).isEqualTo("compaction");
            assertThat(brain.summarised.getLast().messages().getFirst().content())
                    .containsExactly(new VisibleBlock.Summary("Short summary."));
        });
    }

    @Test
    void aKeptTailAfterTheBlockIsSeen() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            client.send(body().assistant(block)
                    .call("toolu_1")
                    .result("toolu_1", "seen")
                    .user("Pins.")
                    .build());
            assertThat(brain.lastShown().messages()).hasSize(4);
            assertThat(brain.lastShown().messages().get(2).content())
                    .containsExactly(new VisibleBlock.ToolResult("toolu_1", "seen", false));
        });
    }

    @Test
    void aResultWhoseCallWasSummarisedIsNotShown() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode block =
                    client.send(saying(tokens(60_000)).pauseAt(50_000).build()).content();
            Body body = saying("Look.")
                    .call("toolu_1")
                    .assistant(block)
                    .result("toolu_1", "orphan")
                    .user("And now?");
            assertThat(client.send(body.build()).status()).isEqualTo(200);
            assertThat(brain.lastShown().messages())
                    .extracting(VisibleMessage::role)
                    .containsExactly("assistant", "user");
        });
    }
}
