package dev.longhaul.runner;

import dev.longhaul.loop.Mailbox;
import dev.longhaul.loop.Session;
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
    private final Mailbox mailbox;
    private final Cancellation cancellation;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    RunningSession(
            Session session, Cancellation cancellation, Supplier<Outcome> work, Consumer<RunningSession> whenDone) {
        this.id = session.id();
        this.mailbox = session.mailbox();
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
     * Says something to the model. It is heard when the user may speak next: behind the results of the calls under way,
     * behind the continuation of a boundary, or in place of the end if the model has just said that it is done. Nothing
     * under way is interrupted. A session that already gives its last word keeps the message for whoever goes on with it,
     * and its outcome says so.
     *
     * @throws IllegalArgumentException if the text is blank
     * @throws IllegalStateException if the session has ended, or 1,000 messages wait already; nothing was taken
     */
    public void send(String text) {
        if (!mailbox.message(text)) {
            throw new IllegalStateException("the session " + id + " has ended and hears nothing more: start another");
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
