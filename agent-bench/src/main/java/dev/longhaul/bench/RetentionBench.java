package dev.longhaul.bench;

import dev.longhaul.samples.retention.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * What checkpoints are worth: shifts of 60 tickets on the emulator with a code given once, in the first ticket, that every
 * reply must carry; each worked with the inspector and without, the task pinned in both.
 */
public final class RetentionBench {

    private static final int TICKETS = 60;
    private static final int SEEDS = 10;

    /** The share of exact facts a summary keeps: nobody knows it of a real one, so the table is made for one and checked at others. */
    private static final double RECALL = 0.5;

    private static final List<Double> OTHERS = List.of(0.0, 0.8, 0.9, 0.95);

    private RetentionBench() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        System.out.printf(
                "%d tickets, a code given once, in the first of them. Simulated model; of the exact facts it sees,"
                        + " each summary keeps %.0f %%.%n%n",
                TICKETS, 100 * RECALL);
        print(pairs(RECALL));
        System.out.printf("%nWith summaries that keep another share (%d seeds each):%n%n", SEEDS);
        System.out.printf("%8s   %-21s   %s%n", "summary", "kept with inspector", "kept without");
        System.out.printf("%8s   %9s %11s   %9s %11s%n", "keeps", "mean", "least", "mean", "least");
        for (double recall : OTHERS) {
            printKept(recall, pairs(recall));
        }
    }

    /** As many at a time as there are processors: what is counted does not depend on how long it takes. */
    private static List<TrialPair> pairs(double recall) throws InterruptedException, ExecutionException {
        try (var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var running = LongStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed -> workers.submit(() -> TrialPair.of(Trial.of(seed, TICKETS, recall))))
                    .toList();
            var done = new ArrayList<TrialPair>();
            for (Future<TrialPair> trial : running) {
                done.add(trial.get());
            }
            return done;
        }
    }

    private static void print(List<TrialPair> pairs) {
        System.out.printf("%6s   %-43s   %-24s   %s%n", "", "with inspector", "without", "cost added");
        System.out.printf(
                "%6s   %8s %11s %10s %11s   %4s %7s %11s   %8s%n",
                "seed", "comp", "kept", "put back", "billed", "comp", "kept", "billed", "tokens");
        pairs.forEach(pair -> line(Long.toString(pair.seed()), List.of(pair)));
        line("median", pairs);
    }

    private static void line(String name, List<TrialPair> pairs) {
        System.out.printf(
                "%6s   %8.0f %9.0f %% %,10.0f %,11.0f   %4.0f %5.0f %% %,11.0f   %+,8.0f %+5.1f %%%n",
                name,
                median(pairs, pair -> pair.with().compactions()),
                median(pairs, pair -> 100 * pair.with().share()),
                median(pairs, pair -> pair.with().reinjectedTokens()),
                median(pairs, pair -> pair.with().billedTokens()),
                median(pairs, pair -> pair.without().compactions()),
                median(pairs, pair -> 100 * pair.without().share()),
                median(pairs, pair -> pair.without().billedTokens()),
                median(pairs, TrialPair::added),
                median(pairs, TrialPair::addedPercent));
    }

    private static void printKept(double recall, List<TrialPair> pairs) {
        System.out.printf(
                "%6.0f %%   %7.0f %% %9.0f %%   %7.0f %% %9.0f %%%n",
                100 * recall,
                mean(pairs, pair -> 100 * pair.with().share()),
                least(pairs, pair -> 100 * pair.with().share()),
                mean(pairs, pair -> 100 * pair.without().share()),
                least(pairs, pair -> 100 * pair.without().share()));
    }

    private static double mean(List<TrialPair> pairs, ToDoubleFunction<TrialPair> figure) {
        return pairs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double least(List<TrialPair> pairs, ToDoubleFunction<TrialPair> figure) {
        return pairs.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static double median(List<TrialPair> pairs, ToDoubleFunction<TrialPair> figure) {
        var sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
