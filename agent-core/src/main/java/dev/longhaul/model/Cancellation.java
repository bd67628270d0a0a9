package dev.longhaul.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request to stop, made once by anyone and seen by everyone who holds it. Thread-safe. */
public final class Cancellation {

    private final Set<Runnable> told = new LinkedHashSet<>();
    private volatile @Nullable String reason;

    /** Asks to stop; the first reason given stands. */
    public void request(String why) {
        List<Runnable> waiting;
        synchronized (told) {
            if (reason != null) {
                return;
            }
            reason = why;
            waiting = List.copyOf(told);
            told.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /**
     * Runs {@code action} once somebody asks, on that thread, and at once if somebody has; it is quick and throws nothing.
     *
     * @return forgets it again
     */
    public Watch onRequest(Runnable action) {
        synchronized (told) {
            if (reason == null) {
                told.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private void forget(Runnable action) {
        synchronized (told) {
            told.remove(action);
        }
    }

    /** Somebody who wants to be told. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    public boolean isRequested() {
        return reason != null;
    }

    /** Why, or null while nobody asked. */
    public @Nullable String reason() {
        return reason;
    }
}
