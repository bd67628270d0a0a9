package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longhaul.budget.Cost;
import dev.longhaul.budget.Money;
import dev.longhaul.model.Json;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.runner.prices.PriceFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Replies of the live service, where somebody has put them beside the checkout, cost what a person works out: all of them are
 * of a model at $3 input, $15 output, $3.75 five-minute write and $0.30 read for a million tokens.
 */
class RecordedCostsTest {

    private static final Path RECORDED = Path.of("..", "..", "shared", "recorded");
    private static final String MODEL = "claude-sonnet-4-6";
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @BeforeEach
    void recordedRepliesAreHere() {
        assumeTrue(Files.isDirectory(RECORDED), "no recorded replies here");
    }

    private static Cost cost(ReplyUsage usage) {
        return PriceFiles.shipped().cost(MODEL, DAY, usage);
    }

    @ParameterizedTest
    @CsvSource({
        // 136 x 3 + 16 x 15 millionths of a dollar
        "round-trip-1.json,       0.000648",
        // 55,196 x 3 + 125 x 15 for the compaction, 220 x 3 + 8 x 15 for the message
        "threshold-1.json,        0.168243",
        // 239 x 3 + 10 x 15
        "threshold-2.json,        0.000867",
        // 100 x 3 + 55,096 x 3.75 + 131 x 15 for the compaction, 229 x 3 + 5 x 15 for the message
        "threshold-cached-1.json, 0.209637"
    })
    void a_recorded_reply_costs_the_sum_of_its_iterations(String file, String dollars) throws IOException {
        var reply = new ReplyReader().read(Files.readString(RECORDED.resolve(file)));

        assertThat(reply.model()).isEqualTo(MODEL);
        assertThat(cost(reply.usage())).isEqualTo(new Cost(Money.dollars(new BigDecimal(dollars)), List.of()));
    }

    /** 100 x 3 + 55,096 x 0.30 + 83 x 15 for the compaction, 181 x 3 + 8 x 15 for the message. */
    @Test
    void a_recorded_stream_costs_what_its_last_word_on_usage_says() throws IOException {
        var delta = Files.readAllLines(RECORDED.resolve("threshold-stream-1.sse")).stream()
                .filter(line -> line.startsWith("data: {\"type\":\"message_delta\""))
                .reduce((first, last) -> last)
                .orElseThrow();
        var usage = UsageReader.read(
                Json.parse(delta.substring("data: ".length())).tree().path("usage"));

        assertThat(cost(usage).known().toDollars()).isEqualByComparingTo("0.0187368");
    }
}
