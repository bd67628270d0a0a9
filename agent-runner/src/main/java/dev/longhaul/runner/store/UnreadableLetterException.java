package dev.longhaul.runner.store;

import dev.longhaul.session.JournalException;

/** What was left for a session cannot be read: it was written by a newer version, or changed. The session's journal may be sound. */
public final class UnreadableLetterException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long number;

    UnreadableLetterException(String sessionId, long number, JournalFormatException cause) {
        super(
                "letter " + number + " to session " + sessionId + " cannot be read (" + firstLine(cause)
                        + "): nothing can be said to the session, nor can it go on, before that letter is taken out;"
                        + " docs/durability.md says how",
                cause);
        this.number = number;
    }

    /** The parser's other lines say where it stood. */
    private static String firstLine(JournalFormatException cause) {
        var words = String.valueOf(cause.getMessage());
        return words.lines().findFirst().orElse(words);
    }

    /** The letter. */
    long number() {
        return number;
    }
}
