package dev.longhaul.runner.store;

import dev.longhaul.session.SessionHeldException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Deletes sessions that nobody runs. Thread-safe. */
final class Deletion {

    private final GroupCommitter committer;
    private final SessionRows sessions;
    private final EventRows events;
    private final JdbcLeases leases;
    private final @Nullable Garbage garbage;

    Deletion(
            GroupCommitter committer,
            SessionRows sessions,
            EventRows events,
            JdbcLeases leases,
            @Nullable Garbage garbage) {
        this.committer = committer;
        this.sessions = sessions;
        this.events = events;
        this.leases = leases;
        this.garbage = garbage;
    }

    void delete(String sessionId) {
        committer.run(connection -> delete(connection, sessionId));
        if (garbage != null) {
            garbage.collect();
        }
    }

    private int delete(Connection connection, String sessionId) throws SQLException, IOException {
        var row = sessions.lock(connection, sessionId)
                .filter(found -> found.lastSeq() > 0)
                .orElseThrow(() -> SessionStore.noSuchSession(sessionId));
        var holder = leases.living(row);
        if (holder.isPresent()) {
            throw new SessionHeldException(holder.get());
        }
        if (garbage != null) {
            garbage.note(connection, sessionId);
        }
        sessions.clear(connection, sessionId);
        return events.delete(connection, sessionId);
    }
}
