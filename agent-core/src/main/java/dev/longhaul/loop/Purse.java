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
 * with what the other has decided before it. Keeps the failed attempts of the call beside the work until they are on record.
 * Thread-safe.
 */
final class Purse {

    /** What is decided, and recorded, while nobody else decides. */
    @FunctionalInterface
    interface Decision<T, X extends Exception> {

        /** @param lost what failed attempts beside the work are charged that are not on record yet */
        T make(Amounts lost) throws X;
    }

    private final ReentrantLock deciding = new ReentrantLock();
    private final List<AttemptFailed> attempts = new ArrayList<>();

    /** Decides for the session's own thread. */
    <T, X extends Exception> T decide(Decision<T, X> decision) throws X {
        deciding.lock();
        try {
            return decision.make(lost());
        } finally {
            deciding.unlock();
        }
    }

    /** Decides for the call beside the work whether another attempt may follow this one, which is kept then. */
    boolean again(AttemptFailed failed, Predicate<Amounts> fits) {
        return decide(lost -> fits.test(lost.plus(Amounts.attempt(failed.unknown()))) && attempts.add(failed));
    }

    /** Hands out the attempts that were kept, in order, to be recorded; they are kept no more when that is done. */
    void record(Consumer<List<AttemptFailed>> recording) {
        deciding.lock();
        try {
            recording.accept(List.copyOf(attempts));
            attempts.clear();
        } finally {
            deciding.unlock();
        }
    }

    private Amounts lost() {
        return attempts.stream()
                .map(failed -> Amounts.attempt(failed.unknown()))
                .reduce(Amounts.NONE, Amounts::plus);
    }
}
