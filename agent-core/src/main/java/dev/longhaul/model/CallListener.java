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

    /** Whether another attempt may follow a failed one; a budget may say no. */
    default boolean mayAskAgain(ModelException failure) {
        return true;
    }

    /**
     * An attempt failed and another follows after {@code wait}.
     *
     * @param attempt the failed one, from 1
     */
    default void retrying(int attempt, ModelException failure, Duration wait) {}
}
