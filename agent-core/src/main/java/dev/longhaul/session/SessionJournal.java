package dev.longhaul.session;

import java.util.List;
import java.util.stream.Stream;

/** The append-only truth of all sessions. Thread-safe. */
public interface SessionJournal {

    /**
     * Adds entries to a session's journal, all or none; when it returns they are as durable as this journal is.
     *
     * @param lease the right to write; names the session
     * @param entries in order; the first has the sequence number right after the last one recorded
     * @throws StaleLeaseException if somebody else holds the session by now, or nobody does; nothing was added
     * @throws JournalConflictException if something stands in that place already, or is missing before it; nothing was added
     * @throws JournalException if it cannot be written; says why, and the session ends as failed with these words
     */
    void append(Lease lease, List<JournalEntry> entries);

    /**
     * The entries of a session in order, fetched as they are asked for; none if there is no such session. Whether it shows
     * what is appended meanwhile is left open. It holds nothing that would have to be closed.
     *
     * @param afterSeq leaves out entries up to this one; 0 for none
     */
    Stream<JournalEntry> stream(String sessionId, long afterSeq);

    /** All entries of a session at once. */
    default List<JournalEntry> read(String sessionId) {
        return stream(sessionId, 0).toList();
    }
}
