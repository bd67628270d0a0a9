package dev.longhaul.runner.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** The stores that a test opened. */
final class Opened implements AutoCloseable {

    private final Deque<SessionStore> stores = new ArrayDeque<>();

    SessionStore keep(SessionStore store) {
        stores.push(store);
        return store;
    }

    @Override
    public void close() {
        stores.forEach(SessionStore::close);
    }
}
