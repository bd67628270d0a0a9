package dev.longhaul.runner.store;

import dev.longhaul.session.JournalException;

/** An event is not what was written. The message names it, and the file if it is in one. */
public final class DamagedJournalException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long seq;
    private final String what;

    DamagedJournalException(String sessionId, long seq, String what) {
        super("event " + seq + " of session " + sessionId + " is damaged: " + what);
        this.seq = seq;
        this.what = what;
    }

    /** The event. */
    long seq() {
        return seq;
    }

    /** What is wrong, without the event's name. */
    String what() {
        return what;
    }
}
