package dev.longhaul.bench;

import dev.longhaul.budget.Cost;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceEntry;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.PriceSheet;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the prices add to one model call: the worst case before it, the cost of the reply after it, on one thread. The list is
 * as long as the shipped one, and the model stands last in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PriceBenchmark {

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

    @Benchmark
    public Money reserve() {
        return prices.worstPrice(LAST, day, 150_000).orElseThrow().worst(150_000, 8_000);
    }

    @Benchmark
    public Cost settle() {
        return prices.cost(LAST, day, usage);
    }
}
