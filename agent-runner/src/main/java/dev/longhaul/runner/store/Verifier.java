package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.OptionalLong;

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

    /** The end of the journal is looked at first: what is appended meanwhile moves the end, and is left for the next time. */
    Verification verify() {
        var end = end();
        try {
            Unbroken.stream(database, events, sessionId, 0)
                    .takeWhile(row -> row.seq() <= end.lastSeq())
                    .forEach(this::check);
        } catch (DamagedJournalException e) {
            return new Verification.Damaged(e.seq(), e.what());
        }
        var behind = firstBehindEnd();
        return behind.isPresent() ? new Verification.Damaged(behind.getAsLong(), Unbroken.BEHIND_END) : atEnd(end);
    }

    private OptionalLong firstBehindEnd() {
        try (var connection = database.reader()) {
            return new SessionRows(database.dialect()).firstBehindEnd(connection, sessionId);
        } catch (SQLException e) {
            throw database.failure(e);
        }
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

    /** A journal that was cut off, or a last event that was replaced, does not come to the end it must have. */
    private Verification atEnd(SessionRow end) {
        return seq == end.lastSeq() && hash.equals(end.lastHash())
                ? new Verification.Sound(seq, hash)
                : new Verification.Damaged(seq, "it is not the last event that was written");
    }
}
