package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.claude.FakeServer.Answer;
import dev.longhaul.session.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that SDKs and gateways spoiled on their way (wire spec §8.1), as a server sees what comes back. */
class FailureCatalogueBlocksTest {

    private static final Answer DONE = message("{\"type\":\"text\",\"text\":\"Done.\"}", "end_turn");

    private static Answer message(String content, String stopReason) {
        return Answer.ok("{\"type\":\"message\",\"content\":[" + content + "],\"stop_reason\":\"" + stopReason
                + "\",\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"iterations\":[{\"type\":\"compaction\","
                + "\"input_tokens\":50000,\"output_tokens\":200,\"cache_creation_input_tokens\":0,"
                + "\"cache_read_input_tokens\":0}]}}");
    }

    private static Outcome run(FakeServer server) throws InterruptedException {
        try (var runner = AgentRunner.builder()
                .model(Claude.of(server.config()))
                .compaction(Compaction.at(50_000))
                .build()) {
            return runner.start("Work.").await();
        }
    }

    private static String lastBody(FakeServer server) {
        return server.requests().getLast().body();
    }

    @Test
    void aNullInASummaryIsNeverTheWordNull() throws Exception {
        var failed = message("{\"type\":\"compaction\",\"content\":null}", "compaction");
        try (var server = new FakeServer(failed, DONE)) {
            var outcome = run(server);

            assertThat(outcome.report().compactions().failed()).isEqualTo(1);
            assertThat(outcome.report().compactions().accepted()).isZero();
            assertThat(lastBody(server)).contains("Work.").doesNotContain("null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"compaction\",\"content\":\"S.\"}",
                "{\"type\":\"compaction\",\"content\":\"S.\",\"encrypted_content\":null}",
                "{\"type\":\"compaction\",\"content\":\"S.\",\"encrypted_content\":\"e30=\"}",
                "{\"type\":\"compaction\",\"content\":\"S.\",\"tool_changes\":[ ]}",
                "{\"type\":\"compaction\",\"content\":\"S.\", \"signature\" : \"c2ln\"}",
                "{\"x_new\":[1.50, null],\"type\":\"compaction\",\"content\":\"S\\u002e\"}"
            })
    void aBlockGoesBackWithNoFieldMoreAndNoneLess(String block) throws Exception {
        try (var server = new FakeServer(message(block, "compaction"), DONE)) {
            assertThat(run(server)).isInstanceOf(Outcome.Completed.class);
            assertThat(lastBody(server)).contains("{\"role\":\"assistant\",\"content\":[" + block + "]}");
            assertThat(server.requests().getLast().headers())
                    .containsEntry("Anthropic-beta", List.of("compact-2026-01-12"));
        }
    }

    @Test
    void theStopForACompactionIsNeitherTheEndNorATooLongReply() throws Exception {
        var paused = message("{\"type\":\"compaction\",\"content\":\"S.\"}", "compaction");
        try (var server = new FakeServer(paused, DONE)) {
            assertThat(run(server).report().text()).isEqualTo("Done.");
            assertThat(lastBody(server)).contains("compacted into the summary").doesNotContain("cut off");
        }
    }

    @Test
    void aStopNobodyKnowsIsNotTakenForTheEnd() throws Exception {
        try (var server = new FakeServer(message("{\"type\":\"text\",\"text\":\"Half\"}", "resting"))) {
            var outcome = run(server);

            assertThat(outcome).isNotInstanceOf(Outcome.Completed.class);
            assertThat(outcome.detail()).contains("resting");
        }
    }

    @Test
    void emptyWordsBesideACallAreNotSentBack() throws Exception {
        var call =
                "{\"type\":\"text\",\"text\":\"\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"none\",\"input\":{}}";
        try (var server = new FakeServer(message(call, "tool_use"), DONE)) {
            assertThat(run(server)).isInstanceOf(Outcome.Completed.class);
            assertThat(lastBody(server)).contains("\"t1\"").doesNotContain("\"text\":\"\"");
        }
    }
}
