package dev.longhaul.loop;

import dev.longhaul.budget.Amounts;
import dev.longhaul.session.SessionEvent.AttemptFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who spends a session's money, spends it alone: its own thread and the call beside its work decide one after the other, each
 * with what the other has decided before it. Failed attempts of the call beside the work wait here to be recorded, because
 * only the session's thread does that. Thread-safe.
 */
final class Purse {

    /** What is decided, and recorded, while nobody else decides. */
    @FunctionalInterface
    interface Decision<T, X extends Exception> {
        T make() throws X;
    }

    private final ReentrantLock deciding = new ReentrantLock();
    private final List<AttemptFailed> attempts = new ArrayList<>();
    private final Consumer<List<AttemptFailed>> journal;

    /** @param journal records attempts; called on the session's thread */
    Purse(Consumer<List<AttemptFailed>> journal) {
        this.journal = journal;
    }

    /** Decides for the session's own thread, once all that failed beside the work is on record. */
    <T, X extends Exception> T decide(Decision<T, X> decision) throws X {
        deciding.lock();
        try {
            record();
            return decision.make();
        } finally {
            deciding.unlock();
        }
    }

    /** The same, where nothing comes of it but what it records. */
    void alone(Runnable recording) {
        decide(() -> {
            recording.run();
            return recording;
        });
    }

    private void record() {
        if (!attempts.isEmpty()) {
            journal.accept(List.copyOf(attempts));
            attempts.clear();
        }
    }

    /**
     * Decides for the call beside the work whether another attempt may follow this one, which waits to be recorded then.
     *
     * @param fits whether there is enough for another behind so much that is not on record
     */
    boolean again(AttemptFailed failed, Predicate<Amounts> fits) {
        deciding.lock();
        try {
            var charged = Amounts.attempt(failed.unknown());
            for (var waiting : attempts) {
                charged = charged.plus(Amounts.attempt(waiting.unknown()));
            }
            return fits.test(charged) && attempts.add(failed);
        } finally {
            deciding.unlock();
        }
    }
}
