package dev.longhaul.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link BudgetBenchmark} and says how many nanoseconds each part takes, after few and after many turns. */
public final class BudgetBench {

    private BudgetBench() {}

    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(BudgetBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            System.out.printf(
                    "%-18s after %,7d turns  %,6.0f ns%n",
                    result.getPrimaryResult().getLabel(),
                    Integer.parseInt(result.getParams().getParam("turns")),
                    result.getPrimaryResult().getScore());
        }
    }
}
