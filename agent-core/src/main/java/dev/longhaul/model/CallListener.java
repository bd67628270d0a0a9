package dev.longhaul.model;

import java.time.Duration;

/** Is told what happens inside a call to a model. Called on the thread of the call; must not block. */
public interface CallListener {

    CallListener NONE = new CallListener() {};

    /**
     * An attempt leaves now; from here on it may be billed.
     *
     * @param attempt from 1
     */
    default void sending(int attempt) {}

    /**
     * An attempt failed, and another would follow after {@code wait}: asked once for each, right before the wait.
     *
     * @param attempt the failed one, from 1
     * @return whether it may follow; a budget may say no, and the call fails with {@code failure} then
     */
    default boolean mayRetry(int attempt, ModelException failure, Duration wait) {
        return true;
    }
}
