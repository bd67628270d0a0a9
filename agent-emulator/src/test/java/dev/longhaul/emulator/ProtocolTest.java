package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.body;
import static dev.longhaul.emulator.Body.json;
import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Client.Reply;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Routes, keys, errors and the views of the emulator itself, wire spec §6. */
class ProtocolTest {

    @Test
    void anErrorHasTheEnvelopeAndTheRequestIdOfItsHeader() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.get("/v1/nothing");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("type").asText()).isEqualTo("error");
            assertThat(reply.json().path("error").path("type").asText()).isEqualTo("not_found_error");
            assertThat(reply.response().headers().firstValue("request-id"))
                    .hasValue(reply.json().path("request_id").asText())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        });
    }

    @Test
    void aWrongMethodIs405() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.get("/v1/messages").status()).isEqualTo(405);
            assertThat(client.exchange(client.request("/v1/models").POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(405);
        });
    }

    @Test
    void bothFormsOfAKeyAreTakenAndAnyOtherIs401() throws Exception {
        Play.run(MessagesEmulator.builder().requireKey("sesame"), (client, brain, emulator) -> {
            ObjectNode body = saying("Hi").build();
            assertThat(client.send(body, "x-api-key", "sesame").status()).isEqualTo(200);
            assertThat(client.send(body, "authorization", "Bearer sesame").status())
                    .isEqualTo(200);
            assertThat(client.send(body, "x-api-key", "wrong").status()).isEqualTo(401);
            assertThat(client.send(body).json().path("error").path("type").asText())
                    .isEqualTo("authentication_error");
            assertThat(client.get("/v1/models").status()).isEqualTo(401);
            assertThat(client.get("/emulator/ledger").status()).isEqualTo(200);
        });
    }

    @Test
    void aClientThatWouldRatherSpeakHttp2IsServed() throws Exception {
        Play.run((client, brain, emulator) -> {
            var request = client.request("/v1/messages")
                    .version(HttpClient.Version.HTTP_2)
                    .POST(BodyPublishers.ofString(saying("Hi").build().toString()));
            assertThat(client.exchange(request).status()).isEqualTo(200);
        });
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws Exception {
        Play.run((client, brain, emulator) -> assertThatThrownBy(() -> MessagesEmulator.builder()
                        .port(emulator.uri().getPort())
                        .start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on port " + emulator.uri().getPort()));
    }

    @Test
    void aBodyThatIsNoJsonIs400() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.exchange(client.request("/v1/messages").POST(BodyPublishers.ofString("{\"model\":")))
                            .status())
                    .isEqualTo(400);
            assertThat(client.send(json("[]")).status()).isEqualTo(400);
        });
    }

    @Test
    void aBodyOver32MegabytesIs413() throws Exception {
        Play.run((client, brain, emulator) -> {
            Reply reply = client.send(saying("x".repeat(32 * 1024 * 1024)).build());
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.json().path("error").path("type").asText()).isEqualTo("request_too_large");
        });
    }

    @Test
    void countingAppliesABlockAndTriggersNone() throws Exception {
        Play.run((client, brain, emulator) -> {
            Body body = saying(tokens(60_000)).pauseAt(50_000);
            ObjectNode before = body.build();
            before.remove("max_tokens");
            assertThat(client.count(before, "anthropic-beta", Client.COMPACTION).json())
                    .isEqualTo(json("{'input_tokens': 60000, 'context_management': {'original_input_tokens': 60000}}"));
            ObjectNode after = body.assistant(client.send(body.build()).content())
                    .user("Go on.")
                    .build();
            after.remove("max_tokens");
            JsonNode count =
                    client.count(after, "anthropic-beta", Client.COMPACTION).json();
            assertThat(count.path("input_tokens").asInt()).isEqualTo(6);
            assertThat(count.path("context_management")
                            .path("original_input_tokens")
                            .asInt())
                    .isEqualTo(60_006);
            assertThat(emulator.ledger().entries()).hasSize(1);
        });
    }

    @Test
    void countingNeedsTheHeaderTooAndTakesNoMaxTokens() throws Exception {
        Play.run((client, brain, emulator) -> {
            assertThat(client.count(saying("Hi").build()).error())
                    .isEqualTo("max_tokens: Extra inputs are not permitted");
            assertThat(client.count(saying("Hi").without("max_tokens").build()).json())
                    .isEqualTo(json("{'input_tokens': 1}"));
            assertThat(client.count(saying("Hi")
                                    .without("max_tokens")
                                    .compactAt(50_000)
                                    .build())
                            .error())
                    .startsWith("context_management: Extra inputs");
        });
    }

    @Test
    void modelsSayThatTheyCompact() throws Exception {
        Play.run((client, brain, emulator) -> {
            JsonNode first = client.get("/v1/models").json().path("data").path(0);
            JsonNode same =
                    client.get("/v1/models/" + first.path("id").asText()).json();
            assertThat(same).isEqualTo(first);
            assertThat(same.path("capabilities")
                            .path("context_management")
                            .path("compact_20260112")
                            .path("supported")
                            .asBoolean())
                    .isTrue();
            assertThat(client.get("/v1/models/claude-none").error()).isEqualTo("model: claude-none");
        });
    }

    @Test
    void ledgerAndRequestsCanBeReadOverHttp() throws Exception {
        Play.run((client, brain, emulator) -> {
            client.send(saying("Hi").build());
            client.send(body().build());
            assertThat(client.get("/emulator/ledger").json()).isEqualTo(json("""
                  {'totals': {'input': 1, 'output': 2, 'cacheWrite5m': 0, 'cacheWrite1h': 0, 'cacheWrite': 0, 'cacheRead': 0},
                   'entries': [{'request': 1, 'kind': 'message', 'model': 'claude-sonnet-5-5', 'tokens':
                     {'input': 1, 'output': 2, 'cacheWrite5m': 0, 'cacheWrite1h': 0, 'cacheWrite': 0, 'cacheRead': 0},
                   'delivered': true}]}
                  """));
            JsonNode requests = client.get("/emulator/requests").json().path("requests");
            assertThat(requests.findValuesAsText("status")).containsExactly("200", "400");
            assertThat(requests.path(1).path("errorMessage").asText()).startsWith("messages: at least one");
        });
    }

    @Test
    void requestsAreKeptAsTheyCame() throws Exception {
        Play.run((client, brain, emulator) -> {
            String text = saying("Hi").build().toPrettyString();
            client.exchange(
                    client.request("/v1/messages?beta=true", "x-mark", "7").POST(BodyPublishers.ofString(text)));
            client.get("/v1/models");
            ReceivedRequest first = emulator.requests().getFirst();
            assertThat(first.number()).isEqualTo(1);
            assertThat(first.path()).isEqualTo("/v1/messages");
            assertThat(first.body()).isEqualTo(text);
            assertThat(first.headers().get("x-mark")).containsExactly("7");
            assertThat(first.errorMessage()).isNull();
            assertThat(emulator.requests().getLast().number()).isZero();
        });
    }

    @Test
    void aBrainThatBreaksTheRulesIsAnApiErrorAndCostsNothing() throws Exception {
        Play.run((client, brain, emulator) -> {
            brain.answering(Answer.call("look", Body.object("{}")));
            Reply reply = client.send(saying("No tools on offer.").build());
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.error()).contains("called a tool although it may call none");
            assertThat(emulator.ledger().entries()).isEmpty();
        });
    }
}
