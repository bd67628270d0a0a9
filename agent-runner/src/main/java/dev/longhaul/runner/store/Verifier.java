package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Optional;

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
        var damage = EventPages.stream(database, events, sessionId, 0)
                .takeWhile(row -> row.seq() <= end.lastSeq())
                .map(this::check)
                .flatMap(Optional::stream)
                .findFirst();
        return damage.isPresent() ? damage.get() : atEnd(end);
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

    private Optional<Verification> check(EventRow row) {
        seq++;
        if (row.seq() != seq) {
            return damaged("it is missing; event " + row.seq() + " follows");
        }
        if (!row.prev().equals(hash)) {
            return damaged("it does not follow the event before it: that one, or this, was replaced");
        }
        var reckoned = HashChain.link(hash, sessionId, seq, row.at(), row.type(), row.payloadHash());
        if (!row.hash().equals(reckoned)) {
            return damaged("it was changed: its hash is another");
        }
        hash = reckoned;
        return checkPayload(row);
    }

    private Optional<Verification> checkPayload(EventRow row) {
        try {
            events.payload(sessionId, row);
            return Optional.empty();
        } catch (DamagedJournalException e) {
            return damaged(e.what());
        } catch (AccessDeniedException e) {
            // It may be sound: that is not this user's to see.
            throw database.failure(e);
        } catch (IOException e) {
            return damaged("its payload cannot be read: " + e.getMessage());
        }
    }

    private Optional<Verification> damaged(String what) {
        return Optional.of(new Verification.Damaged(seq, what));
    }

    private Verification atEnd(SessionRow end) {
        if (seq < end.lastSeq()) {
            return new Verification.Damaged(seq + 1, "it is missing, and so is all behind it up to " + end.lastSeq());
        }
        return hash.equals(end.lastHash())
                ? new Verification.Sound(seq, hash)
                : new Verification.Damaged(seq, "it is not the last event that was written");
    }
}
