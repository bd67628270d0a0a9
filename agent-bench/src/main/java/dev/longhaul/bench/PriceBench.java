package dev.longhaul.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link PriceBenchmark} and says how many nanoseconds each part takes. */
public final class PriceBench {

    private PriceBench() {}

    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(PriceBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            System.out.printf(
                    "%-8s %6.0f ns%n",
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
    }
}
