package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was spent, for what, by whom, in which class; and what compaction and caching were good for. */
class SpendingTableTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    /** Dollars a million: input 2, output 10, cache writes 2.50 and 4, cache read 0.20. */
    private static final Pricing PRICING = new Pricing(Prices.list(
            new PriceEntry("model-1", PriceEntry.ALWAYS, 0, Prices.of("2", "10", "2.50", "4", "0.20"), "")));

    private Ledger ledger = Ledger.EMPTY;

    private void replied(Purpose purpose, String model, ReplyUsage usage) {
        var reply = new ModelReply("", model, List.of(new Block.Text("Yes.")), StopReason.END_TURN, "end_turn", usage);
        ledger = ledger.settle(PRICING.settle(purpose, model, DAY, reply, Reservation.NONE), OptionalLong.empty());
    }

    private void replied(Purpose purpose, Usage usage) {
        replied(purpose, "model-1", ReplyUsage.of(usage));
    }

    private SpendingTable table() {
        return SpendingTable.of(ledger);
    }

    @Test
    void eachPurposeHasItsRow() {
        replied(Purpose.WORK, Usage.of(1_000, 100));
        replied(Purpose.WORK, Usage.of(2_000, 100));
        replied(Purpose.WRAP_UP, Usage.of(3_000, 50));
        assertThat(table().purposes()).extracting(SpendingTable.Row::name).containsExactly("work", "wrap-up");
        assertThat(table().purposes().getFirst().spent().usage()).isEqualTo(Usage.of(3_000, 200));
        assertThat(table().purposes().getFirst().spent().usd()).isEqualTo(Money.parse("0.008"));
        assertThat(table().all().usage()).isEqualTo(Usage.of(6_000, 250));
    }

    @Test
    void eachClassHasItsPrice() {
        replied(Purpose.WORK, new Usage(1_000, 100, 2_000, 3_000, 4_000));
        var costs = table().all().costs();
        assertThat(costs.input()).isEqualTo(Money.parse("0.002"));
        assertThat(costs.output()).isEqualTo(Money.parse("0.001"));
        assertThat(costs.cacheWrite()).isEqualTo(Money.parse("0.017"));
        assertThat(costs.cacheRead()).isEqualTo(Money.parse("0.0008"));
        assertThat(costs.total()).isEqualTo(table().all().usd()).isEqualTo(Money.parse("0.0208"));
    }

    @Test
    void cachingSavesTheDifferenceToPlainInput() {
        replied(Purpose.WORK, new Usage(0, 100, 0, 0, 10_000));
        assertThat(table().savedByCaching()).isEqualTo(Money.parse("0.018"));
    }

    @Test
    void aCacheThatIsOnlyWrittenSavesLessThanNothing() {
        replied(Purpose.WORK, new Usage(0, 100, 10_000, 0, 0));
        assertThat(table().savedByCaching()).isEqualTo(Money.ZERO.minus(Money.parse("0.005")));
    }

    @Test
    void whateverIsFreedIsSavedAgainByEachLaterCallForWork() {
        replied(Purpose.WORK, Usage.of(50_000, 0));
        ledger = ledger.closed(50_000, 10_000);
        assertThat(table().compaction().tokens()).isZero();
        replied(Purpose.WORK, Usage.of(10_000, 0));
        replied(Purpose.WORK, Usage.of(20_000, 0));
        assertThat(table().compaction().tokens()).isEqualTo(2 * 40_000);
        ledger = ledger.closed(60_000, 5_000);
        replied(Purpose.WORK, Usage.of(5_000, 0));
        assertThat(table().compaction().tokens()).isEqualTo(2 * 40_000 + 40_000 + 55_000);
    }

    @Test
    void summariesAndLastWordsSaveNothing() {
        ledger = ledger.closed(50_000, 10_000);
        replied(Purpose.COMPACTION, Usage.of(9_000, 100));
        replied(Purpose.PROBE, Usage.of(9_000, 100));
        replied(Purpose.WRAP_UP, Usage.of(9_000, 100));
        replied(
                Purpose.WORK,
                "model-1",
                new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.of(9_000, 100)))));
        assertThat(table().compaction().tokens()).isZero();
    }

    @Test
    void whatIsSavedIsWorthWhatAPromptTokenOfTheWorkCostOnAverage() {
        ledger = ledger.closed(50_000, 10_000);
        replied(Purpose.WORK, new Usage(5_000, 1_000, 0, 0, 5_000));
        assertThat(table().compaction().usd()).isEqualTo(Money.parse("0.044"));
    }

    @Test
    void compactionsCostTheirSummariesAndTheProbesOfThem() {
        replied(Purpose.COMPACTION, Usage.of(9_000, 100));
        replied(Purpose.PROBE, Usage.of(1_000, 10));
        assertThat(table().compaction().cost().usage()).isEqualTo(Usage.of(10_000, 110));
    }

    @Test
    void aCompactionInVainSavesNothing() {
        ledger = ledger.compactedInVain();
        replied(Purpose.WORK, Usage.of(10_000, 0));
        assertThat(table().compaction().tokens()).isZero();
    }

    @Test
    void whoGoesBackBeforeABoundaryIsSavedNothingByItAnyMore() {
        var earlier = ledger;
        ledger = ledger.closed(50_000, 10_000);
        replied(Purpose.WORK, Usage.of(10_000, 0));
        ledger = ledger.abandonedFor(earlier);
        replied(Purpose.WORK, Usage.of(50_000, 0));
        assertThat(table().compaction().tokens()).isEqualTo(40_000);
    }

    @Test
    void aModelWithoutAPriceIsCountedInTokensAndNamed() {
        replied(Purpose.WORK, "model-2", ReplyUsage.of(Usage.of(1_000, 100)));
        assertThat(table().unpriced()).containsExactly("model-2");
        assertThat(table().all().usd()).isEqualTo(Money.ZERO);
        assertThat(table().compaction().usd()).isEqualTo(Money.ZERO);
    }

    static LongStream seeds() {
        var one = Long.getLong("longhaul.seed");
        return one == null ? LongStream.rangeClosed(1, 100) : LongStream.of(one);
    }

    /** Rows and columns of any session add up, and a class costs no more than all. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsBookedRowsAndColumnsAddUp(long seed) {
        var random = new Random(seed);
        var purposes = List.of(Purpose.values());
        for (int i = 0; i < 20; i++) {
            var purpose = purposes.get(random.nextInt(purposes.size()));
            replied(
                    purpose,
                    new Usage(
                            random.nextInt(9_000),
                            random.nextInt(900),
                            random.nextInt(9_000),
                            random.nextInt(900),
                            random.nextInt(90_000)));
        }
        var table = table();
        assertThat(sum(table.purposes())).as("seed %d", seed).isEqualTo(table.all());
        assertThat(sum(table.models())).as("seed %d", seed).isEqualTo(table.all());
        assertThat(table.all().usd()).as("seed %d", seed).isEqualTo(ledger.usd());
    }

    private static Spent sum(List<SpendingTable.Row> rows) {
        return rows.stream().map(SpendingTable.Row::spent).reduce(Spent.NONE, Spent::plus);
    }
}
