package dev.longhaul.session;

import java.util.List;

/** The append-only truth of all sessions. Thread-safe. */
public interface SessionJournal {

    /**
     * Adds entries to a session's journal, all or none; when it returns they are as durable as this journal is.
     *
     * @param entries in order; the first has the sequence number right after the last one recorded
     * @throws JournalConflictException if somebody else wrote there; nothing was added
     */
    void append(String sessionId, List<JournalEntry> entries);

    /** All entries of a session in order; empty if there is no such session. */
    List<JournalEntry> read(String sessionId);
}
