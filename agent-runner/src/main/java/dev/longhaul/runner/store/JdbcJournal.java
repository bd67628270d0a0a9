package dev.longhaul.runner.store;

import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.StaleLeaseException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The journal in tables. Thread-safe. */
final class JdbcJournal implements SessionJournal {

    private final Database database;
    private final GroupCommitter committer;
    private final SessionRows sessions;
    private final EventRows events;
    private final EventCodec codec;
    private final Redactor redactor;

    JdbcJournal(Database database, GroupCommitter committer, EventRows events, Redactor redactor) {
        this.database = database;
        this.committer = committer;
        this.sessions = new SessionRows(database.dialect());
        this.events = events;
        this.codec = new EventCodec(redactor);
        this.redactor = redactor;
    }

    /** What can be done before the writer's turn is done here, on the caller's thread. */
    @Override
    public void append(Lease lease, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var encoded = entries.stream().map(this::encode).toList();
        var change = Listed.of(entries, redactor);
        committer.run(connection -> append(connection, lease, encoded, change));
    }

    private StoredEvent encode(JournalEntry entry) {
        var payload = codec.encode(entry.event());
        var type = EventType.of(entry.event()).word();
        return new StoredEvent(entry.seq(), entry.at().toString(), type, payload, HashChain.of(payload));
    }

    private long append(Connection connection, Lease lease, List<StoredEvent> more, Listed change)
            throws SQLException, IOException {
        var id = lease.sessionId();
        var row = sessions.lock(connection, id).orElseThrow(() -> new StaleLeaseException(lease, null));
        if (row.lease() == null || row.epoch() != lease.epoch()) {
            throw new StaleLeaseException(lease, row.lease());
        }
        requireInPlace(id, row.lastSeq() + 1, more);
        var lastHash = events.insert(connection, id, more, row.lastHash());
        sessions.advance(connection, id, more.getLast().seq(), lastHash, change);
        return more.getLast().seq();
    }

    private static void requireInPlace(String id, long first, List<StoredEvent> events) {
        long due = first;
        for (var event : events) {
            if (event.seq() != due) {
                throw new JournalConflictException(id, due, event.seq());
            }
            due++;
        }
    }

    @Override
    public Stream<JournalEntry> stream(String sessionId, long afterSeq) {
        return Unbroken.stream(database, events, sessionId, afterSeq).map(row -> entry(sessionId, row));
    }

    private JournalEntry entry(String sessionId, EventRow row) {
        return new JournalEntry(row.seq(), Instant.parse(row.at()), event(sessionId, row));
    }

    private SessionEvent event(String sessionId, EventRow row) {
        try {
            return codec.decode(events.payload(sessionId, row));
        } catch (JournalFormatException e) {
            throw new JournalFormatException(
                    "event " + row.seq() + " of session " + sessionId + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw database.failure(e);
        }
    }
}
