package dev.longhaul.runner;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A session under way. Thread-safe. */
public final class RunningSession {

    private final String id;
    private final Cancellation cancellation;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    RunningSession(String id, Cancellation cancellation, Supplier<Outcome> work, Consumer<RunningSession> whenDone) {
        this.id = id;
        this.cancellation = cancellation;
        this.thread = Thread.ofVirtual().name("session-" + id).unstarted(() -> {
            try {
                outcome.complete(work.get());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            } finally {
                whenDone.accept(this);
            }
        });
    }

    void begin() {
        thread.start();
    }

    public String id() {
        return id;
    }

    /**
     * Waits for the end.
     *
     * @return how it ended; failures are outcomes too
     * @throws InterruptedException if the waiting thread was interrupted; the session runs on
     */
    public Outcome await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /**
     * Asks the session to end now: a model call or tool under way is interrupted, and the outcome is {@code Cancelled} with
     * what there is. Does nothing if it has ended.
     */
    public void cancel(String reason) {
        cancellation.request(reason);
        thread.interrupt();
    }

    public boolean isDone() {
        return outcome.isDone();
    }

    /** Waits a while for the end of a cancelled session; its outcome is for {@link #await()} to tell. */
    void awaitQuietly(Duration time) {
        try {
            outcome.get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever awaits the session is told; closing has nothing to add.
        }
    }
}
