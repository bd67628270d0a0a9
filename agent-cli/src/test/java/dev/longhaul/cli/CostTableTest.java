package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Costs;
import dev.longhaul.budget.Ledger;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.SpendingTable;
import dev.longhaul.budget.Spent;
import dev.longhaul.model.Usage;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An operator reads what a session spent, for what, by whom, and what it was good for. */
class CostTableTest {

    /** Input at $2, output at $10, cache writes at $2.50, cache reads at $0.20 a million. */
    private static Spent spent(long input, long output, long written, long read) {
        return new Spent(
                new Usage(input, output, written, 0, read),
                new Costs(
                        new Money(input * 2_000_000),
                        new Money(output * 10_000_000),
                        new Money(written * 2_500_000),
                        new Money(read * 200_000),
                        new Money((input + written + read) * 2_000_000 + output * 10_000_000)));
    }

    private static Ledger booked(Ledger ledger, Purpose purpose, Spent spent, boolean isPriced) {
        var part = new Settlement.Part(purpose, isPriced ? "model-1" : "model-2", spent, isPriced);
        return ledger.settle(new Settlement(List.of(part), Charge.NONE), OptionalLong.of(1_000));
    }

    private static Ledger session() {
        var worked = booked(Ledger.EMPTY, Purpose.WORK, spent(100, 1_000, 50_000, 0), true);
        var compacted = booked(worked, Purpose.COMPACTION, spent(200, 800, 0, 50_000), true)
                .closed(50_000, 10_000);
        return booked(compacted, Purpose.WORK, spent(300, 2_000, 10_000, 40_000), true)
                .charge(new Charge(5_000, Money.parse("0.01")));
    }

    private static CostTable table(Ledger ledger) {
        return new CostTable(SpendingTable.of(ledger));
    }

    @Test
    void aTerminalShowsRowsForPurposesAndModelsAndWhatWasSaved() {
        assertThat(String.join("\n", table(session()).lines())).isEqualTo("""
                tokens                    input       output  cache write   cache read           all    dollars
                work                        400        3,000       60,000       40,000       103,400     $0.189
                compaction                  200          800            0       50,000        51,000    $0.0184
                unknown                                                                        5,000      $0.01
                all known                   600        3,800       60,000       90,000       154,400     $0.207
                dollars                 $0.0012       $0.038        $0.15       $0.018                   $0.207

                model-1                     600        3,800       60,000       90,000       154,400     $0.207

                compactions cost 51,000 tokens ($0.0184) and saved about 40,000 ($0.0633) of later prompts
                caching saved $0.132 of the $0.339 that the same tokens cost without""");
    }

    @Test
    void jsonHoldsTheSame() {
        var json = table(session()).json();
        assertThat(json.path("byPurpose").path("work").path("cacheWrite").asLong())
                .isEqualTo(60_000);
        assertThat(json.at("/byPurpose/compaction/usd").decimalValue()).isEqualByComparingTo("0.0184");
        assertThat(json.at("/byModel/model-1/output").asLong()).isEqualTo(3_800);
        assertThat(json.at("/byClass/cacheRead/tokens").asLong()).isEqualTo(90_000);
        assertThat(json.at("/byClass/cacheRead/usd").decimalValue()).isEqualByComparingTo("0.018");
        assertThat(json.at("/unknown/tokens").asLong()).isEqualTo(5_000);
        assertThat(json.at("/compaction/savedTokens").asLong()).isEqualTo(40_000);
        assertThat(json.at("/caching/savedUsd").decimalValue()).isEqualByComparingTo("0.132");
        assertThat(json.at("/unpriced").size()).isZero();
    }

    @Test
    void withAModelThatHasNoPriceNoSumPretendsToBeOne() {
        var table = table(booked(session(), Purpose.WRAP_UP, spent(100, 10, 0, 0), false));
        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).startsWith("all known").endsWith(" -"));
        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).startsWith("model-1").endsWith(" $0.207"));
        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).startsWith("model-2").endsWith(" -"));
        assertThat(table.lines())
                .contains("compactions cost 51,000 tokens and saved about 40,000 of later prompts")
                .noneMatch(line -> line.startsWith("dollars") || line.startsWith("caching"));
        assertThat(table.json().at("/all/usd").isNull()).isTrue();
        assertThat(table.json().at("/byModel/model-1/usd").isNull()).isFalse();
        assertThat(table.json().at("/unpriced/0").asText()).isEqualTo("model-2");
    }
}
