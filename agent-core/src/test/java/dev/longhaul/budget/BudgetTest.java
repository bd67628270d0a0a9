package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a budget takes for a limit, and when it says that an edge is reached. */
class BudgetTest {

    private static Ledger billed(long tokens) {
        return Booked.replies(ReplyUsage.of(Usage.of(tokens, 0)));
    }

    private static List<Edge> edges(Budget budget, Ledger ledger) {
        return budget.crossings(ledger, Duration.ZERO).stream()
                .map(Crossing::edge)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void aLimitOfNothingIsRefusedByName(Limit limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.unlimited().with(limit, 0))
                .withMessageContaining(limit.amount(0) + " " + limit.words());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.unlimited().with(limit, -5))
                .withMessageContaining(limit.amount(-5) + " " + limit.words());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
    void aShareIsAboveNothingAndAtMostAll(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.unlimited().warnAt(share))
                .withMessageContaining("warnAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.unlimited().wrapUpAt(share))
                .withMessageContaining("wrapUpAt");
    }

    @Test
    void withoutLimitsNothingIsEverReached() {
        assertThat(edges(Budget.unlimited(), billed(Long.MAX_VALUE / 2))).isEmpty();
    }

    @Test
    void edgesAreReachedOneAfterTheOther() {
        var budget = Budget.unlimited().billedTokens(1_000);
        assertThat(edges(budget, billed(749))).isEmpty();
        assertThat(edges(budget, billed(750))).containsExactly(Edge.WARN);
        assertThat(edges(budget, billed(899))).containsExactly(Edge.WARN);
        assertThat(edges(budget, billed(900))).containsExactly(Edge.WARN, Edge.WRAP_UP);
        assertThat(edges(budget, billed(1_000))).containsExactly(Edge.WARN, Edge.WRAP_UP, Edge.HARD);
    }

    @Test
    void sharesCanBeSet() {
        var budget = Budget.unlimited().billedTokens(1_000).warnAt(0.2).wrapUpAt(0.5);
        assertThat(edges(budget, billed(500))).containsExactly(Edge.WARN, Edge.WRAP_UP);
    }

    @Test
    void theLastCompactionMayHappenBeforeTheWrapUp() {
        var budget = Budget.unlimited().compactions(2);
        assertThat(edges(budget, Ledger.EMPTY.compactedInVain())).isEmpty();
        assertThat(edges(budget, Ledger.EMPTY.compactedInVain().compactedInVain()))
                .contains(Edge.WRAP_UP, Edge.HARD);
    }

    @Test
    void timeCountsInMilliseconds() {
        var budget = Budget.unlimited().within(Duration.ofSeconds(10));
        assertThat(budget.max(Limit.WALL_CLOCK)).hasValue(10_000);
        assertThat(budget.crossings(Ledger.EMPTY, Duration.ofSeconds(9)))
                .extracting(Crossing::edge)
                .containsExactly(Edge.WARN, Edge.WRAP_UP);
    }

    @Test
    void aCrossingSaysWhatWasSpentOfWhat() {
        var crossing = Budget.unlimited().billedTokens(100_000).crossings(billed(91_000), Duration.ZERO);
        assertThat(crossing.getLast().words()).isEqualTo("91,000 of 100,000 billed tokens");
    }

    @Test
    void limitsAddUp() {
        var budget = Budget.totalTokens(5).billedTokens(6).compactions(7).within(Duration.ofMillis(8));
        assertThat(budget.limits())
                .containsEntry(Limit.TOTAL_TOKENS, 5L)
                .containsEntry(Limit.BILLED_TOKENS, 6L)
                .containsEntry(Limit.COMPACTIONS, 7L)
                .containsEntry(Limit.WALL_CLOCK, 8L);
    }
}
