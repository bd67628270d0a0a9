package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.saying;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a model can do is listed, and held to (wire spec §1.1, §2.1). */
class ModelSpecTest {

    private static final MessagesEmulator.Builder SETTINGS = MessagesEmulator.builder()
            .model(ModelSpec.of("threshold-only").withoutOnDemand())
            .model(ModelSpec.of("on-demand-only").withoutThreshold())
            .model(ModelSpec.of("neither").withoutThreshold().withoutOnDemand());

    @Test
    void theListSaysWhichFormsAModelHas() throws Exception {
        Play.run(SETTINGS, (client, brain, emulator) -> {
            assertThat(forms(client, "threshold-only")).isEqualTo("true false");
            assertThat(forms(client, "on-demand-only")).isEqualTo("false true");
            assertThat(forms(client, "neither")).isEqualTo("false false");
            assertThat(forms(client, "claude-sonnet-5-5")).isEqualTo("true true");
            assertThat(client.get("/v1/models").json().path("data")).hasSize(8);
        });
    }

    @Test
    void theBetaCapabilityIsShownToThoseWhoSendItsHeader() throws Exception {
        Play.run(SETTINGS, (client, brain, emulator) -> assertThat(client.get("/v1/models/neither")
                        .json()
                        .path("capabilities")
                        .has("compaction"))
                .isFalse());
    }

    @Test
    void whatAModelCannotDoIsRefused() throws Exception {
        Play.run(SETTINGS, (client, brain, emulator) -> {
            assertThat(summarised(client, "threshold-only").error())
                    .isEqualTo("compaction: threshold-only does not support compaction");
            assertThat(compacted(client, "threshold-only").status()).isEqualTo(200);
            assertThat(compacted(client, "on-demand-only").error()).contains("does not support context management");
            assertThat(summarised(client, "on-demand-only").status()).isEqualTo(200);
            assertThat(summarised(client, "neither").status()).isEqualTo(400);
            assertThat(compacted(client, "neither").status()).isEqualTo(400);
        });
    }

    @Test
    void anyOtherNameCanDoBoth() throws Exception {
        Play.run(SETTINGS, (client, brain, emulator) -> {
            assertThat(summarised(client, "my-own").status()).isEqualTo(200);
            assertThat(compacted(client, "my-own").status()).isEqualTo(200);
        });
    }

    private static String forms(Client client, String model) throws IOException, InterruptedException {
        JsonNode capabilities = client.get("/v1/models/" + model, "anthropic-beta", Client.ON_DEMAND)
                .json()
                .path("capabilities");
        JsonNode onDemand = capabilities.path("compaction");
        assertThat(onDemand.path("summarize").path("supported")).isEqualTo(onDemand.path("supported"));
        return capabilities
                        .path("context_management")
                        .path("compact_20260112")
                        .path("supported")
                        .asText()
                + " " + onDemand.path("supported").asText();
    }

    private static Reply summarised(Client client, String model) throws IOException, InterruptedException {
        return client.sendSigned(
                saying("Hi").with("model", "'" + model + "'").summarise().build());
    }

    private static Reply compacted(Client client, String model) throws IOException, InterruptedException {
        return client.send(
                saying("Hi").with("model", "'" + model + "'").compactAt(50_000).build());
    }
}
