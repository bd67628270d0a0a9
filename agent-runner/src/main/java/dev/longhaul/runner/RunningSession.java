package dev.longhaul.runner;

import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.loop.Mailbox;
import dev.longhaul.loop.Session;
import dev.longhaul.model.Cancellation;
import dev.longhaul.session.Letter;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session under way. Thread-safe. */
public final class RunningSession {

    private static final Logger LOG = LoggerFactory.getLogger(RunningSession.class);

    private final String id;
    private final Session session;
    private final Mailbox mailbox;
    private final Compaction compaction;
    private final Runnable requirePrices;
    private final Cancellation cancellation;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    /** @param requirePrices throws an IllegalArgumentException if dollars cannot be counted here */
    RunningSession(
            Session session,
            Compaction compaction,
            Runnable requirePrices,
            Cancellation cancellation,
            Supplier<Outcome> work,
            Consumer<RunningSession> whenDone) {
        this.id = session.id();
        this.session = session;
        this.mailbox = session.mailbox();
        this.compaction = compaction;
        this.requirePrices = requirePrices;
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
        requireTaken(mailbox.message(text));
    }

    /** The same with the agent's own instructions: {@link #compact(CompactionRange, String)}. */
    public void compact(CompactionRange range) {
        compact(range, null);
    }

    /**
     * Asks for a compaction at the next safe point, however small the context is: before the model is asked to go on, and
     * after a summary that is being written in the background. It leads to the same checkpoint as any other and counts in
     * the budget; who asks last before it begins is served. If no whole turn lies in the range then, nothing happens but a
     * note in the journal.
     *
     * <p>In the threshold form the summary is asked for in words, as in the client form, because that form's own blocks come
     * only at its trigger and signed ones may not be mixed with it (wire spec §0.3).
     *
     * @param instructions replaces the summarising prompt; null leaves the agent's own
     * @throws IllegalArgumentException if the form of this agent cannot close that range, or takes no such instructions
     * @throws IllegalStateException if the session has ended, or 1,000 messages wait already; nothing was taken
     */
    public void compact(CompactionRange range, @Nullable String instructions) {
        compaction.requireByHand(range, instructions);
        requireTaken(mailbox.compaction(range, instructions));
    }

    /**
     * Changes what the session may spend, from its next step on. Limits that are lowered below what is spent end it.
     *
     * @param who for people
     * @throws IllegalArgumentException if it adds where there is no limit, or limits dollars and the model has no price
     * @throws IllegalStateException if the session has ended; raise it where it is kept: {@link Sessions#raise}
     */
    public void raise(Raise raise, String who) {
        if (raise.limits(Limit.USD)) {
            requirePrices.run();
        }
        raise.requireFor(mailbox.budgetThen(session.state().budget()));
        requireTaken(mailbox.budget(raise, who));
    }

    /** What others left for it. Being told to stop is heard at once; all else waits for the next step. */
    void bring(List<Letter> letters) {
        var events = letters.stream().map(Letter::event).toList();
        mailbox.deliver(
                events.stream()
                        .filter(event -> !(event instanceof SessionEvent.CancelRequested))
                        .filter(this::canBeKept)
                        .toList(),
                letters.getLast().number());
        events.stream()
                .filter(SessionEvent.CancelRequested.class::isInstance)
                .map(SessionEvent.CancelRequested.class::cast)
                .findFirst()
                .ifPresent(stop -> cancel(stop.reason()));
    }

    /** Whoever posted it may have had other prices. */
    private boolean canBeKept(SessionEvent letter) {
        if (letter instanceof SessionEvent.BudgetChanged changed
                && changed.raise().limits(Limit.USD)) {
            try {
                requirePrices.run();
            } catch (IllegalArgumentException e) {
                LOG.warn("A raise of session {} by {} is left out: {}", id, changed.who(), e.getMessage());
                return false;
            }
        }
        return true;
    }

    /** Where it stands; once it is awaited, how it ended. */
    SessionState state() {
        return session.state();
    }

    /** The number of the last letter that is recorded. */
    long lettersTaken() {
        return session.state().lettersTaken();
    }

    private void requireTaken(boolean taken) {
        if (!taken) {
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
