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
import dev.longhaul.emulator.BillingLedger.Totals;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The prompt cache, wire spec §6.5. */
class PromptCacheTest {

    private static final String AUTOMATIC = "{'type': 'ephemeral'}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;

    @Test
    void aBreakpointWritesThenReads() throws Exception {
        play((client, brain, emulator) -> {
            ObjectNode body =
                    saying(tokens(2000)).with("cache_control", AUTOMATIC).build();
            assertThat(cost(client, body)).isEqualTo(new Totals(0, 2, 2000, 0, 0));
            assertThat(cost(client, body)).isEqualTo(new Totals(0, 2, 0, 0, 2000));
        });
    }

    @Test
    void aGrowingConversationReadsWhatItWroteAndWritesWhatIsNew() throws Exception {
        play((client, brain, emulator) -> {
            Body body = saying(tokens(2000)).with("cache_control", AUTOMATIC);
            cost(client, body.build());
            body.assistant(json("'" + tokens(100) + "'")).user(tokens(50));
            assertThat(cost(client, body.build())).isEqualTo(new Totals(0, 2, 150, 0, 2000));
        });
    }

    @Test
    void aShortPrefixIsNotCached() throws Exception {
        play((client, brain, emulator) -> {
            ObjectNode body =
                    saying(tokens(1022)).with("cache_control", AUTOMATIC).build();
            assertThat(cost(client, body)).isEqualTo(new Totals(1022, 2, 0, 0, 0));
            assertThat(cost(client, body)).isEqualTo(new Totals(1022, 2, 0, 0, 0));
        });
    }

    @Test
    void withoutABreakpointNothingIsReadOrWritten() throws Exception {
        play((client, brain, emulator) -> {
            ObjectNode body = saying(tokens(2000)).build();
            cost(client, saying(tokens(2000)).with("cache_control", AUTOMATIC).build());
            assertThat(cost(client, body)).isEqualTo(new Totals(2000, 2, 0, 0, 0));
        });
    }

    @Test
    void anEntryEndsAfterFiveMinutesUnlessItIsRead() throws Exception {
        play((client, brain, emulator) -> {
            ObjectNode body =
                    saying(tokens(2000)).with("cache_control", AUTOMATIC).build();
            cost(client, body);
            pass(Duration.ofMinutes(4));
            assertThat(cost(client, body).cacheRead()).isEqualTo(2000);
            pass(Duration.ofMinutes(4));
            assertThat(cost(client, body).cacheRead()).isEqualTo(2000);
            pass(Duration.ofMinutes(5));
            assertThat(cost(client, body).cacheWrite5m()).isEqualTo(2000);
        });
    }

    @Test
    void anHourLongEntryIsCountedInItsOwnClass() throws Exception {
        play((client, brain, emulator) -> {
            Body body = saying("Hi").with("system", system(1500, "1h")).with("cache_control", AUTOMATIC);
            body.user(tokens(1000));
            assertThat(cost(client, body.build())).isEqualTo(new Totals(0, 2, 1001, 1500, 0));
            pass(Duration.ofMinutes(30));
            assertThat(cost(client, body.build())).isEqualTo(new Totals(0, 2, 1001, 0, 1500));
        });
    }

    @Test
    void toolsComeBeforeSystemBeforeMessages() throws Exception {
        play((client, brain, emulator) -> {
            Body body = saying("Hi").with("system", system(1500, "5m"));
            cost(client, body.build());
            body.with("tools", "[{'name': 'look', 'input_schema': {'type': 'object'}}]");
            assertThat(cost(client, body.build()).cacheRead()).isZero();
        });
    }

    @Test
    void aPrefixIsFoundUpToTwentyBlocksBack() throws Exception {
        play((client, brain, emulator) -> {
            cost(client, user(1));
            assertThat(cost(client, user(20)).cacheRead()).isEqualTo(2000);
            pass(Duration.ofMinutes(6));
            cost(client, user(1));
            assertThat(cost(client, user(21)).cacheRead()).isZero();
        });
    }

    @Test
    void theCompactionReadsWhatTheConversationWrote() throws Exception {
        play((client, brain, emulator) -> {
            Body body = saying(tokens(55_000)).with("cache_control", AUTOMATIC);
            cost(client, body.build());
            JsonNode reply = client.send(body.pauseAt(50_000).build()).json();
            JsonNode iteration = reply.path("usage").path("iterations").path(0);
            assertThat(iteration.path("input_tokens").asInt()).isEqualTo(100);
            assertThat(iteration.path("cache_read_input_tokens").asInt()).isEqualTo(55_000);
            assertThat(reply.path("usage").path("cache_read_input_tokens").asInt())
                    .isZero();
        });
    }

    @Test
    void theSystemPromptStaysCachedAcrossACompaction() throws Exception {
        play((client, brain, emulator) -> {
            Body body =
                    saying(tokens(55_000)).with("system", system(2000, "5m")).compactAt(50_000);
            JsonNode usage = client.send(body.build()).usage();
            assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(2000);
            assertThat(usage.path("input_tokens").asInt()).isEqualTo(4);
        });
    }

    @Test
    void modelsDoNotShareTheirCaches() throws Exception {
        play((client, brain, emulator) -> {
            Body body = saying(tokens(2000)).with("cache_control", AUTOMATIC);
            cost(client, body.build());
            assertThat(cost(client, body.with("model", "'claude-opus-5-5'").build())
                            .cacheRead())
                    .isZero();
        });
    }

    private void play(Play.Scenario scenario) throws IOException, InterruptedException {
        Play.run(MessagesEmulator.builder().clock(clock), scenario);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static JsonNode system(int count, String ttl) {
        return json("[{'type': 'text', 'text': '%s', 'cache_control': {'type': 'ephemeral', 'ttl': '%s'}}]"
                .formatted(tokens(count), ttl));
    }

    /** One user message of a long block and short ones, the last of them marked. */
    private static ObjectNode user(int blocks) {
        ArrayNode content = (ArrayNode) json("[{'type': 'text', 'text': '" + tokens(2000) + "'}]");
        for (int i = 1; i < blocks; i++) {
            content.add(object("{'type': 'text', 'text': 'part'}"));
        }
        ((ObjectNode) content.get(blocks - 1)).set("cache_control", json(AUTOMATIC));
        return body().user(content).build();
    }

    static Totals cost(Client client, ObjectNode body) throws IOException, InterruptedException {
        return totals(client.send(body).usage());
    }

    static Totals totals(JsonNode usage) {
        JsonNode creation = usage.path("cache_creation");
        return new Totals(
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                creation.path("ephemeral_5m_input_tokens").asLong(),
                creation.path("ephemeral_1h_input_tokens").asLong(),
                usage.path("cache_read_input_tokens").asLong());
    }
}
