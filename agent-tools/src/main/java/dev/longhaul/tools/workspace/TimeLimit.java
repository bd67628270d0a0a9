package dev.longhaul.tools.workspace;

import java.time.Duration;

/**
 * A moment after which work stops.
 *
 * @param end by {@link System#nanoTime}
 */
record TimeLimit(long end) {

    /** Work was to stop: its time was up, or its thread was interrupted. */
    static final class Reached extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Reached() {
            super("the time limit was reached", null, false, false);
        }
    }

    static TimeLimit of(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    boolean isReached() {
        return System.nanoTime() - end >= 0;
    }

    /** Throws {@link Reached} if it is, or if the thread is interrupted; that stays set. */
    void check() {
        if (isReached() || Thread.currentThread().isInterrupted()) {
            throw new Reached();
        }
    }
}
