package dev.longhaul.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Several threads that do the same at once. */
final class SideBySide {

    private SideBySide() {}

    /** A piece of work for one of several threads. */
    @FunctionalInterface
    interface Work<T> {
        T done(int worker) throws Exception;
    }

    /** What each brought, by worker. */
    static <T> List<T> run(int workers, Work<T> work) throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        try (var executor = Executors.newFixedThreadPool(workers)) {
            var all = executor.invokeAll(IntStream.range(0, workers)
                    .mapToObj(worker -> (Callable<T>) () -> work.done(worker))
                    .toList());
            for (var one : all) {
                results.add(one.get());
            }
        }
        return results;
    }
}
