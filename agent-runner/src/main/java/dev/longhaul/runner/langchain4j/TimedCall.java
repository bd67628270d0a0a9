package dev.longhaul.runner.langchain4j;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a call no longer than it may take, whatever the call does. It runs on a virtual thread of its own, which is
 * interrupted as soon as nobody waits any more; a provider that does not heed that keeps the thread, not the caller.
 */
final class TimedCall {

    private TimedCall() {}

    /**
     * What {@code call} returns.
     *
     * @throws TimeoutException if it took longer than {@code most}
     * @throws InterruptedException if the waiting thread was interrupted
     * @throws ExecutionException with what the call threw
     */
    static <T> T await(String threadName, Duration most, Callable<T> call)
            throws TimeoutException, InterruptedException, ExecutionException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call");
        }
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name(threadName).start(task);
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
