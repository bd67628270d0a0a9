package dev.longhaul.session;

import java.util.List;

/**
 * Where others leave what they have to say to a session that they do not run. A letter is durable when it was posted, and is
 * taken out once: the session records its event and its number together. Thread-safe.
 */
public interface SessionPost {

    /** For journals without one: nothing comes, and nothing can be posted. */
    SessionPost NONE = new SessionPost() {
        @Override
        public long post(String sessionId, SessionEvent letter) {
            throw new UnsupportedOperationException(
                    "this journal takes no letters: speak to the running session itself");
        }

        @Override
        public List<Letter> letters(String sessionId, long after) {
            return List.of();
        }

        @Override
        public void forget(String sessionId, long upTo) {}
    };

    /**
     * Leaves a letter.
     *
     * @return its number
     * @throws java.util.NoSuchElementException if there is no such session
     */
    long post(String sessionId, SessionEvent letter);

    /** The letters of a session in order, {@code after} and earlier ones left out. */
    List<Letter> letters(String sessionId, long after);

    /** Removes letters that were taken out. */
    void forget(String sessionId, long upTo);
}
