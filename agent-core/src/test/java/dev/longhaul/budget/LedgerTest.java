package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what happens is booked. */
class LedgerTest {

    private static final ReplyUsage PAUSED =
            new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.of(55_000, 200))));

    private static ReplyUsage reply(long prompt, long output) {
        return ReplyUsage.of(Usage.of(prompt, output));
    }

    @Test
    void everyReplyIsBilledItsWholePrompt() {
        var ledger = Booked.replies(reply(100, 10), reply(120, 10));
        assertThat(ledger.billedTokens()).isEqualTo(240);
        assertThat(ledger.modelCalls()).isEqualTo(2);
    }

    @Test
    void theContextInUseCountsOnce() {
        var ledger = Booked.replies(reply(100, 10), reply(120, 10));
        assertThat(ledger.totalTokens()).isEqualTo(130);
    }

    @Test
    void cachedTokensFillTheContextLikeAnyOther() {
        var ledger = Booked.replies(ReplyUsage.of(new Usage(1, 10, 20, 30, 40)));
        assertThat(ledger.openContext()).isEqualTo(101);
    }

    @Test
    void ofSeveralSamplingsTheLastOneFillsTheContext() {
        var usage = new ReplyUsage(
                Usage.of(490, 90),
                List.of(
                        new Iteration(Kind.MESSAGE, "", Usage.of(200, 80)),
                        new Iteration(Kind.MESSAGE, "", Usage.of(290, 10))));
        assertThat(Booked.replies(usage).openContext()).isEqualTo(300);
    }

    @Test
    void aPauseIsBilledAndLeavesTheContextAlone() {
        var ledger = Booked.replies(reply(100, 10), PAUSED);
        assertThat(ledger.billedTokens()).isEqualTo(55_310);
        assertThat(ledger.compaction()).isEqualTo(Usage.of(55_000, 200));
        assertThat(ledger.openContext()).isEqualTo(110);
    }

    @Test
    void aBoundaryClosesOneContextAndOpensASmallerOne() {
        var ledger = Booked.replies(reply(50_000, 10)).closed(50_000, 700);
        assertThat(ledger.closedContext()).isEqualTo(50_000);
        assertThat(ledger.openContext()).isEqualTo(700);
        assertThat(ledger.totalTokens()).isEqualTo(50_700);
        assertThat(ledger.compactions()).isEqualTo(1);
    }

    @Test
    void aCompactionInVainIsCountedAndClosesNothing() {
        var ledger = Booked.replies(reply(50_000, 10)).compactedInVain();
        assertThat(ledger.compactions()).isEqualTo(1);
        assertThat(ledger.totalTokens()).isEqualTo(50_010);
    }

    @Test
    void whatNobodyToldUsIsChargedApart() {
        var ledger = Booked.replies(reply(100, 10)).charge(new Charge(1_000, Money.ZERO));
        assertThat(ledger.unknown()).isEqualTo(1_000);
        assertThat(ledger.billed()).isEqualTo(Usage.of(100, 10));
        assertThat(ledger.billedTokens()).isEqualTo(1_110);
    }

    @Test
    void toolsAreCounted() {
        assertThat(Ledger.EMPTY.toolAnswered().toolAnswered().toolCalls()).isEqualTo(2);
    }

    @Test
    void everyLimitHasItsOwnFigure() {
        var ledger = Booked.replies(reply(100, 10))
                .charge(new Charge(5, new Money(7)))
                .closed(100, 20);
        assertThat(ledger.spent(Limit.TOTAL_TOKENS, Duration.ZERO)).isEqualTo(120);
        assertThat(ledger.spent(Limit.BILLED_TOKENS, Duration.ZERO)).isEqualTo(115);
        assertThat(ledger.spent(Limit.COMPACTIONS, Duration.ZERO)).isEqualTo(1);
        assertThat(ledger.spent(Limit.USD, Duration.ZERO)).isEqualTo(7);
        assertThat(ledger.spent(Limit.MODEL_CALLS, Duration.ZERO)).isEqualTo(2);
        assertThat(ledger.spent(Limit.TOOL_CALLS, Duration.ZERO)).isZero();
        assertThat(ledger.spent(Limit.WALL_CLOCK, Duration.ofSeconds(2))).isEqualTo(2_000);
    }
}
