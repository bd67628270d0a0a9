package dev.longhaul.session;

/** Two writers met in one session's journal; this one came second and wrote nothing. */
public final class JournalConflictException extends JournalException {

    private static final long serialVersionUID = 1L;

    public JournalConflictException(String sessionId, long expected, long found) {
        super("session " + sessionId + ": event " + found + " was to be written where " + expected
                + " is due; another writer holds this session, or its id is in use already");
    }
}
