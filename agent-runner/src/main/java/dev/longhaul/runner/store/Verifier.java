package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;

/** Checks a journal against its hashes, from the first event on. For one use. */
final class Verifier {

    private final Database database;
    private final EventRows events;
    private final String sessionId;
    private long seq;
    private String hash = HashChain.ORIGIN;

    Verifier(Database database, EventRows events, String sessionId) {
        this.database = database;
        this.events = events;
        this.sessionId = sessionId;
    }

    /** The end of the journal is looked at first, so what is appended meanwhile is left for the next time. */
    Verification verify() {
        var end = end();
        try {
            Unbroken.stream(database, events, sessionId, 0)
                    .takeWhile(row -> row.seq() <= end.lastSeq())
                    .forEach(this::check);
        } catch (DamagedJournalException e) {
            return new Verification.Damaged(e.seq(), e.what());
        }
        return atEnd(end);
    }

    private SessionRow end() {
        try (var connection = database.reader()) {
            return new SessionRows(database.dialect())
                    .find(connection, sessionId)
                    .filter(row -> row.lastSeq() > 0)
                    .orElseThrow(() -> SessionStore.noSuchSession(sessionId));
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private void check(EventRow row) {
        try {
            events.payload(sessionId, row);
        } catch (AccessDeniedException e) {
            // It may be sound: that is not this user's to see.
            throw database.failure(e);
        } catch (IOException e) {
            throw new DamagedJournalException(sessionId, row.seq(), "its payload cannot be read: " + e.getMessage());
        }
        seq = row.seq();
        hash = row.hash();
    }

    /** An end that was moved back hides what is behind it. */
    private Verification atEnd(SessionRow end) {
        return seq == end.lastSeq() && hash.equals(end.lastHash())
                ? new Verification.Sound(seq, hash)
                : new Verification.Damaged(seq, "it is not the last event that was written");
    }
}
