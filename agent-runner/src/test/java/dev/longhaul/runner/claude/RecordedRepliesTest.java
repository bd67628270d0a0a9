package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replies of the live service, where somebody has put them beside the checkout. */
class RecordedRepliesTest {

    private static final Path RECORDED = Path.of("..", "..", "shared", "recorded");

    @TestFactory
    Iterable<DynamicTest> aRecordedReplySettlesToTheSumOfItsIterations() throws Exception {
        assumeTrue(Files.isDirectory(RECORDED), "no recorded replies here");
        try (var files = Files.list(RECORDED)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws Exception {
        var body = Files.readString(file);
        var reply = new ReplyReader().read(body);
        var tree = dev.longhaul.model.Json.parse(body).tree();
        long billed = 0;
        for (var iteration : tree.at("/usage/iterations")) {
            billed += iteration.path("input_tokens").asLong()
                    + iteration.path("output_tokens").asLong()
                    + iteration.path("cache_creation_input_tokens").asLong()
                    + iteration.path("cache_read_input_tokens").asLong();
        }
        assertThat(reply.usage().billed().total()).isEqualTo(billed).isPositive();
        assertThat(reply.content()).isNotEmpty().allSatisfy(block -> assertThat(body)
                .contains(String.valueOf(block.wire())));
    }
}
