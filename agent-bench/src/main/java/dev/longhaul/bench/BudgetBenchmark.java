package dev.longhaul.bench;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.CallBound.Summary;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Ledger;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceEntry;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.PriceSheet;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Reserver;
import dev.longhaul.budget.Reserver.WrapUpReserve;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the budget adds to one model call: the worst case set aside before it, the cost of the reply booked after it, on one
 * thread. The price list is as long as the shipped one, and the model stands last in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class BudgetBenchmark {

    private static final int MODELS = 17;
    private static final String LAST = "claude-sonnet-" + (MODELS - 1) + "-20260929";

    private final LocalDate day = LocalDate.parse("2026-11-20");
    private final PriceList prices = list();
    private final ReplyUsage usage = new ReplyUsage(
            Usage.of(220, 8),
            List.of(
                    new Iteration(Kind.COMPACTION, "", new Usage(100, 131, 55_096, 0, 0)),
                    new Iteration(Kind.MESSAGE, "", Usage.of(220, 8))));

    private static PriceList list() {
        var dollar = Money.dollars(1);
        var price = Price.perMillion(dollar, dollar, dollar, dollar, dollar);
        var entries = new ArrayList<PriceEntry>();
        for (int i = 0; i < MODELS; i++) {
            entries.add(PriceEntry.of("claude-sonnet-" + i, price));
            entries.add(PriceEntry.of("claude-sonnet-" + i + "-20??????", price));
        }
        return PriceList.of(new PriceSheet(LocalDate.parse("2026-11-20"), "", entries));
    }

    private final Pricing pricing = new Pricing(prices);
    private final Budget budget = Budget.totalTokens(1L << 60)
            .billedTokens(1L << 60)
            .dollars(9_000_000)
            .modelCalls(Integer.MAX_VALUE);
    private final CallBound call = new CallBound(150_000, 8_000, 140_000, new Summary(true, 1_000, 20_000, false));
    private final WrapUpReserve wrapUp = new WrapUpReserve(1_200, 1_024);
    private final ModelReply reply = new ModelReply(
            "", LAST, List.of(new Block.Compaction("We looked.", null)), StopReason.END_TURN, "end_turn", usage);

    @Param({"50", "50000"})
    private int turns;

    private Ledger ledger = Ledger.EMPTY;
    private Reservation reserved = Reservation.NONE;

    @Setup
    public void work() {
        reserved = ((Fit.Fits) reserve()).reservation();
        for (int i = 0; i < turns; i++) {
            ledger = settle();
        }
    }

    @Benchmark
    public Fit reserve() {
        var price = pricing.worst(LAST, day, 160_000);
        return Reserver.reserve(budget, ledger.amounts(), call, price, wrapUp, 1_024);
    }

    @Benchmark
    public Ledger settle() {
        return ledger.settle(pricing.settle(Purpose.WORK, LAST, day, reply, reserved), usage.contextBehind());
    }

    @Benchmark
    public Ledger reserveAndSettle() {
        var fits = (Fit.Fits) reserve();
        return ledger.settle(pricing.settle(Purpose.WORK, LAST, day, reply, fits.reservation()), usage.contextBehind());
    }
}
