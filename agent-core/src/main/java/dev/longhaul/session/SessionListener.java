package dev.longhaul.session;

/**
 * Is told of every event once it is recorded, in order, on the session's thread. It must not block; what it throws is logged
 * and changes nothing.
 */
@FunctionalInterface
public interface SessionListener {

    /**
     * @param entry what was recorded
     * @param state what it led to
     */
    void on(JournalEntry entry, SessionState state);
}
