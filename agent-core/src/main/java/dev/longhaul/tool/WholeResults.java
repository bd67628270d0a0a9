package dev.longhaul.tool;

import java.util.Optional;

/** The results of a session's calls as they were recorded. Thread-safe. */
@FunctionalInterface
public interface WholeResults {

    /**
     * The whole text of a result; empty if there is none.
     *
     * @param place where it stands in the session's journal
     */
    Optional<String> text(String sessionId, long place);
}
