package dev.longhaul.model;

import java.time.Duration;

/** Is told what happens inside a call to a model. Called on the thread of the call; must not block. */
public interface CallListener {

    CallListener NONE = new CallListener() {};

    /**
     * An attempt failed and another follows after {@code wait}.
     *
     * @param attempt the failed one, from 1
     */
    default void retrying(int attempt, ModelException failure, Duration wait) {}
}
