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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a compaction on demand fails, when told to (wire spec §2.3, §2.4). */
class OnDemandFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "max_tokens, 101, 1000",
        "model_context_window_exceeded, 0, 0",
        "tool_use, 101, 30",
        "refusal, 101, 30",
        "end_turn, 101, 30",
        "solar_flare, 101, 30"
    })
    void noSummaryIsAnEmptyReplyWithItsReasonAndIsBilled(String reason, int input, int output) throws Exception {
        FaultPlan plan = FaultPlan.parse(List.of("compaction-1:empty-summary=" + reason));
        Play.run(plan, (client, brain, emulator) -> {
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.content()).isEmpty();
            assertThat(reply.stopReason()).isEqualTo(reason);
            assertThat(reply.json().path("stop_details").isNull()).isEqualTo(!reason.equals("refusal"));
            assertThat(reply.iterations().path(0).path("output_tokens").asInt()).isEqualTo(output);
            assertThat(emulator.ledger().entries())
                    .containsExactly(
                            new Entry(1, "compaction", "claude-sonnet-5-5", new Totals(input, output, 0, 0, 0), true));
            assertThat(client.sendSigned(saying("Hi").summarise().build()).stopReason())
                    .isEqualTo("compaction");
        });
    }

    @Test
    void aNullSummaryIsAnEndedTurn() throws Exception {
        Play.run(first(Fault.nullSummary()), (client, brain, emulator) -> {
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            assertThat(reply.content()).isEmpty();
            assertThat(reply.stopReason()).isEqualTo("end_turn");
        });
    }

    @Test
    void anEmptySummaryAtAThresholdIsABlockWithoutContent() throws Exception {
        Play.run(first(Fault.emptySummary("tool_use")), (client, brain, emulator) -> assertThat(
                        client.send(saying(tokens(60_000)).pauseAt(50_000).build())
                                .content())
                .isEqualTo(json("[{'type': 'compaction', 'content': null}]")));
    }

    @ParameterizedTest
    @CsvSource({"ineffective-summary, 1", "larger-summary, 2"})
    void aSummaryMayFreeNothing(String fault, int times) throws Exception {
        Play.run(FaultPlan.parse(List.of("1:" + fault)), (client, brain, emulator) -> {
            Body body = saying(tokens(2000));
            JsonNode content = client.sendSigned(body.summarise().build()).content();
            Reply next = client.sendSigned(body().assistant(content).user("On.").build());
            assertThat(next.usage().path("input_tokens").asInt()).isBetween(times * 2000, times * 2000 + 60);
            assertThat(emulator.ledger().entries().getFirst().tokens().output()).isEqualTo(1000);
        });
    }

    @Test
    void compactionMayBeUnavailableForWritingABlockAndForReadingOne() throws Exception {
        FaultPlan plan = FaultPlan.parse(List.of(
                "1:compaction-unavailable",
                "2:compaction-unavailable:retry-after=3",
                "4:compaction-unavailable",
                "5:compaction-unavailable"));
        Play.run(plan, (client, brain, emulator) -> {
            Reply writing = client.sendSigned(saying("Hi").summarise().build());
            assertThat(writing.status()).isEqualTo(529);
            assertThat(writing.json().path("error").path("type").asText()).isEqualTo("overloaded_error");
            assertThat(writing.errorCode()).isEqualTo("compaction_unavailable");
            assertThat(writing.response().headers().firstValue("retry-after")).isEmpty();
            Reply again = client.sendSigned(saying("Hi").summarise().build());
            assertThat(again.response().headers().firstValue("retry-after")).hasValue("3");
            assertThat(emulator.ledger().entries()).isEmpty();
            Body next = body().assistant(SignedBlocksTest.compacted(client)).user("On.");
            assertThat(client.sendSigned(next.build()).errorCode()).isEqualTo("compaction_unavailable");
            assertThat(client.sendSigned(saying("No block.").build()).status()).isEqualTo(200);
            assertThat(client.sendSigned(next.build()).status()).isEqualTo(200);
        });
    }

    @Test
    void anyErrorCodeCanBeBroughtAbout() throws Exception {
        FaultPlan plan = FaultPlan.parse(List.of("compaction-1:error-code=compaction_too_many_tool_references"));
        Play.run(plan, (client, brain, emulator) -> {
            Reply reply = client.sendSigned(saying("Hi").summarise().build());
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.errorCode()).isEqualTo("compaction_too_many_tool_references");
        });
    }

    @Test
    void faultsOfTheAnswerLeaveASummaryAlone() throws Exception {
        FaultPlan plan = FaultPlan.builder()
                .always(Fault.refusal())
                .always(Fault.maxTokens())
                .build();
        Play.run(plan, (client, brain, emulator) -> assertThat(
                        client.sendSigned(saying("Hi").summarise().build()).stopReason())
                .isEqualTo("compaction"));
    }

    private static FaultPlan first(Fault fault) {
        return FaultPlan.builder().at(1, fault).build();
    }
}
