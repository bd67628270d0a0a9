package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.object;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How it fails, when told to. */
class FaultsTest {

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error", "401, authentication_error", "402, billing_error", "403, permission_error",
        "404, not_found_error", "409, conflict_error", "413, request_too_large", "429, rate_limit_error",
        "500, api_error", "504, timeout_error", "529, overloaded_error"
    })
    void aStatusCarriesItsErrorTypeAndIsNotBilled(int status, String type) throws Exception {
        Play.run(first(Fault.status(status)), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").build());
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.json().path("error").path("type").asText()).isEqualTo(type);
            assertThat(reply.response().headers().firstValue("retry-after")).isEmpty();
            assertThat(emulator.ledger().totals()).isEqualTo(Totals.ZERO);
            assertThat(client.send(saying("Hi").build()).status()).isEqualTo(200);
        });
    }

    @Test
    void aStatusMaySayWhenToTryAgain() throws Exception {
        Play.run(first(Fault.status(529, 7)), (client, brain, emulator) -> assertThat(
                        client.send(saying("Hi").build()).response().headers().firstValue("retry-after"))
                .hasValue("7"));
    }

    @Test
    void aSpendCapDoesNotSayWhenToTryAgain() throws Exception {
        Play.run(first(Fault.spendCap()), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").build());
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.response().headers().firstValue("retry-after")).isEmpty();
            assertThat(reply.json()
                            .path("error")
                            .path("details")
                            .path("error_code")
                            .asText())
                    .isEqualTo("enforced_spend_limit_reached");
        });
    }

    @Test
    void aProxys413IsNoJson() throws Exception {
        Play.run(first(Fault.plainTooLarge()), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").build());
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).startsWith("<html>");
        });
    }

    @Test
    void anInvalidRequestIsNotHiddenByAFault() throws Exception {
        Play.run(first(Fault.status(529)), (client, brain, emulator) -> assertThat(
                        client.send(saying("").build()).status())
                .isEqualTo(400));
    }

    @Test
    void aNullSummaryIsBilledAndHasNoContent() throws Exception {
        Play.run(first(Fault.nullSummary()), (client, brain, emulator) -> {
            Reply reply = client.send(saying(tokens(60_000)).pauseAt(50_000).build());
            assertThat(reply.content()).isEqualTo(json("[{'type': 'compaction', 'content': null}]"));
            assertThat(emulator.ledger().entries()).extracting(Entry::kind).containsExactly("compaction");
        });
    }

    @Test
    void theNthCompactionMayFailWhicheverRequestItIs() throws Exception {
        FaultPlan plan =
                FaultPlan.builder().atCompaction(2, Fault.nullSummary()).build();
        Play.run(plan, (client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            client.send(saying("Hi").build());
            assertThat(client.send(body.build())
                            .content()
                            .path(0)
                            .path("content")
                            .isNull())
                    .isFalse();
            assertThat(client.send(body.build())
                            .content()
                            .path(0)
                            .path("content")
                            .isNull())
                    .isTrue();
            assertThat(client.send(body.build())
                            .content()
                            .path(0)
                            .path("content")
                            .isNull())
                    .isFalse();
        });
    }

    @Test
    void anIneffectiveSummaryFreesNothing() throws Exception {
        Play.run(first(Fault.ineffectiveSummary()), (client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            Reply first = client.send(body.build());
            Reply second = client.send(body.assistant(first.content()).build());
            assertThat(second.stopReason()).isEqualTo("compaction");
            assertThat(second.iterations().path(0).path("input_tokens").asInt()).isGreaterThan(60_000);
            assertThat(first.iterations().path(0).path("output_tokens").asInt()).isEqualTo(1000);
        });
    }

    @Test
    void hangingUpIsBilledAndMarkedUndelivered() throws Exception {
        Play.run(first(Fault.hangUp()), (client, brain, emulator) -> {
            assertThatThrownBy(() -> client.send(saying("Hi").build())).isInstanceOf(IOException.class);
            assertThat(emulator.ledger().entries())
                    .containsExactly(new Entry(1, "message", "claude-sonnet-5-5", new Totals(1, 2, 0, 0, 0), false));
            assertThat(emulator.requests().getFirst().status()).isZero();
        });
    }

    @Test
    void aTruncatedBodyIsBilledAndMarkedUndelivered() throws Exception {
        Play.run(first(Fault.truncatedBody()), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").build());
            assertThat(reply.status()).isEqualTo(200);
            assertThatThrownBy(() -> new ObjectMapper().readTree(reply.text()))
                    .isInstanceOf(JsonProcessingException.class);
            assertThat(emulator.ledger().entries()).extracting(Entry::delivered).containsExactly(false);
        });
    }

    @Test
    void aRefusalSaysWhyAndHasNoContent() throws Exception {
        Play.run(first(Fault.refusal()), (client, brain, emulator) -> {
            Reply reply = client.send(saying("Hi").build());
            assertThat(reply.stopReason()).isEqualTo("refusal");
            assertThat(reply.content()).isEmpty();
            assertThat(reply.json().path("stop_details").path("type").asText()).isEqualTo("refusal");
        });
    }

    @Test
    void aStopReasonMayBeAnyWord() throws Exception {
        Play.run(
                FaultPlan.builder()
                        .at(1, Fault.stopReason("solar_flare"))
                        .at(2, Fault.maxTokens())
                        .build(),
                (client, brain, emulator) -> {
                    assertThat(client.send(saying("Hi").build()).stopReason()).isEqualTo("solar_flare");
                    assertThat(client.send(saying("Hi").build()).stopReason()).isEqualTo("max_tokens");
                });
    }

    @Test
    void iterationsMayLackTheirCacheFieldsOrBeMissing() throws Exception {
        Play.run(
                FaultPlan.builder()
                        .at(1, Fault.missingCacheFields())
                        .at(2, Fault.noIterations())
                        .build(),
                (client, brain, emulator) -> {
                    JsonNode entry =
                            client.send(saying("Hi").build()).iterations().path(0);
                    assertThat(entry).isEqualTo(object("{'input_tokens': 1, 'output_tokens': 2, 'type': 'message'}"));
                    assertThat(client.send(saying("Hi").build()).usage().has("iterations"))
                            .isFalse();
                });
    }

    @Test
    void aDelayHoldsTheReplyBack() throws Exception {
        Play.run(first(Fault.delay(Duration.ofMillis(80))), (client, brain, emulator) -> {
            long start = System.nanoTime();
            client.send(saying("Hi").build());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        });
    }

    @Test
    void faultsForEveryRequestAddToThoseForOne() throws Exception {
        FaultPlan plan = FaultPlan.parse(List.of("2:529:retry-after=1", "always:stop-reason=odd"));
        Play.run(plan, (client, brain, emulator) -> {
            assertThat(client.send(saying("Hi").build()).stopReason()).isEqualTo("odd");
            assertThat(client.send(saying("Hi").build()).status()).isEqualTo(529);
        });
    }

    private static FaultPlan first(Fault fault) {
        return FaultPlan.builder().at(1, fault).build();
    }
}
