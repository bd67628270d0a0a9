package dev.longhaul.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reply is billed and what it says of the context (wire spec §1.5); the figures are recorded ones. */
class ReplyUsageTest {

    private static Iteration iteration(Kind kind, Usage usage) {
        return new Iteration(kind, "", usage);
    }

    private static ReplyUsage usage(Usage reported, Iteration... iterations) {
        return new ReplyUsage(reported, List.of(iterations));
    }

    @Test
    void theBillIsTheSumOverTheIterations() {
        var usage = usage(
                Usage.of(220, 8),
                iteration(Kind.COMPACTION, Usage.of(55_196, 125)),
                iteration(Kind.MESSAGE, Usage.of(220, 8)));
        assertThat(usage.billed()).isEqualTo(Usage.of(55_416, 133));
        assertThat(usage.compaction()).isEqualTo(Usage.of(55_196, 125));
    }

    @Test
    void everyClassOfTokensIsSummed() {
        var usage = usage(
                Usage.of(181, 8),
                iteration(Kind.COMPACTION, new Usage(100, 7, 11, 13, 55_096)),
                iteration(Kind.MESSAGE, new Usage(181, 8, 17, 19, 23)));
        assertThat(usage.billed()).isEqualTo(new Usage(281, 15, 28, 32, 55_119));
    }

    @Test
    void adviceOfAnotherModelIsBilledToo() {
        var usage = usage(
                Usage.of(10, 1), iteration(Kind.MESSAGE, Usage.of(10, 1)), iteration(Kind.ADVISOR, Usage.of(500, 50)));
        assertThat(usage.billed()).isEqualTo(Usage.of(510, 51));
    }

    @Test
    void iterationsOfAKindNobodyKnowsAreBilled() {
        var usage = usage(Usage.of(10, 1), iteration(Kind.UNKNOWN, Usage.of(70, 7)));
        assertThat(usage.billed()).isEqualTo(Usage.of(70, 7));
    }

    @Test
    void whereAFallbackAnsweredTheTopLevelIsTheBill() {
        var usage = usage(
                Usage.of(300, 30),
                iteration(Kind.MESSAGE, Usage.of(200, 0)),
                iteration(Kind.FALLBACK, Usage.of(300, 30)));
        assertThat(usage.billed()).isEqualTo(Usage.of(300, 30));
    }

    @Test
    void withoutIterationsTheTopLevelIsTheBill() {
        assertThat(ReplyUsage.of(Usage.of(220, 8)).billed()).isEqualTo(Usage.of(220, 8));
    }

    @Test
    void theContextIsTheWholePromptOfTheLastMessage() {
        var usage = usage(
                Usage.of(400, 8),
                iteration(Kind.MESSAGE, Usage.of(220, 8)),
                iteration(Kind.MESSAGE, new Usage(180, 8, 10, 20, 30)));
        assertThat(usage.context()).hasValue(240);
    }

    @Test
    void theReplyJoinsTheContextBehindIt() {
        var usage = usage(
                Usage.of(490, 90),
                iteration(Kind.MESSAGE, Usage.of(200, 80)),
                iteration(Kind.MESSAGE, Usage.of(290, 10)),
                iteration(Kind.ADVISOR, Usage.of(7_000, 70)));
        assertThat(usage.contextBehind()).hasValue(300);
        assertThat(ReplyUsage.of(Usage.of(100, 8)).contextBehind()).hasValue(108);
        assertThat(ReplyUsage.NONE.contextBehind()).isEmpty();
    }

    @Test
    void aCompactionNeverTellsTheSizeOfTheContext() {
        var usage = usage(
                Usage.of(220, 8),
                iteration(Kind.MESSAGE, Usage.of(220, 8)),
                iteration(Kind.COMPACTION, Usage.of(55_196, 125)));
        assertThat(usage.context()).hasValue(220);
    }

    @Test
    void aPausedReplySaysNothingOfTheContext() {
        assertThat(usage(Usage.NONE, iteration(Kind.COMPACTION, Usage.of(55_196, 125)))
                        .context())
                .isEmpty();
        assertThat(ReplyUsage.NONE.context()).isEmpty();
    }

    @Test
    void withoutIterationsTheTopLevelIsTheContext() {
        assertThat(ReplyUsage.of(new Usage(100, 8, 20, 0, 3)).context()).hasValue(123);
    }

    @Test
    void tokensAreNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> Usage.of(-1, 0)).withMessageContaining("-1");
    }
}
