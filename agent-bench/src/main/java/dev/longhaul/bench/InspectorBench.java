package dev.longhaul.bench;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link InspectorBenchmark} and says what the promise is about: megabytes a second, and whether it grows linearly. */
public final class InspectorBench {

    private static final double MILLIS = 1_000;
    private static final int MEDIAN = 50;

    private InspectorBench() {}

    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(InspectorBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        var medians = new TreeMap<Integer, Double>();
        for (var result : new Runner(options).run()) {
            int megabytes = Integer.parseInt(result.getParams().getParam("megabytes"));
            medians.put(megabytes, result.getPrimaryResult().getStatistics().getPercentile(MEDIAN));
        }
        print(medians);
    }

    private static void print(Map<Integer, Double> medians) {
        System.out.printf("%8s %12s %10s%n", "history", "median", "speed");
        medians.forEach((megabytes, millis) ->
                System.out.printf("%5d MB %9.1f ms %5.0f MB/s%n", megabytes, millis, megabytes * MILLIS / millis));
        Double small = medians.get(1);
        Double large = medians.get(16);
        if (small != null && large != null) {
            System.out.printf("16 MB takes %.1f times as long as 1 MB (16 is linear)%n", large / small);
        }
    }
}
