package dev.longhaul.runner.store;

import java.io.IOException;

/** How the living are told from the dead among those who hold sessions. Thread-safe. */
interface HolderWatch extends AutoCloseable {

    /**
     * The name of this opening of the store. From the first call on it counts as alive, until it is closed or its process ends.
     */
    String instance() throws IOException;

    /** Whether that is the name of this opening. */
    boolean isMine(String name);

    /** Until when a lease given or renewed now is good, in ms since 1970; 0 if it does not end by time. */
    long until();

    /** Whether the holder may still be at work. */
    boolean isAlive(String instance, long heldUntil) throws IOException;

    @Override
    void close();
}
