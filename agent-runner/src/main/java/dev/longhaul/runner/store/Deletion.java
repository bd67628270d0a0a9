package dev.longhaul.runner.store;

import dev.longhaul.session.SessionHeldException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes sessions that nobody runs, on a full disk too. Thread-safe. */
final class Deletion {

    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    private final GroupCommitter committer;
    private final SessionRows sessions;
    private final EventRows events;
    private final JdbcLeases leases;
    private final @Nullable Garbage garbage;
    private final Reserve reserve;

    Deletion(
            GroupCommitter committer,
            SessionRows sessions,
            EventRows events,
            JdbcLeases leases,
            @Nullable Garbage garbage,
            Reserve reserve) {
        this.committer = committer;
        this.sessions = sessions;
        this.events = events;
        this.leases = leases;
        this.garbage = garbage;
        this.reserve = reserve;
    }

    /**
     * Deletes a session with its sub-agents.
     *
     * @return the ids of all that are gone
     */
    List<String> delete(String sessionId) {
        var gone = reserve.lend(() -> committer.run(connection -> delete(connection, sessionId)));
        if (garbage != null) {
            collect(garbage);
        }
        reserve.keep();
        return gone;
    }

    /** The session is gone whatever becomes of its files: they are noted for the next time. */
    private void collect(Garbage garbage) {
        try {
            reserve.lend(garbage::collect);
        } catch (StoreException e) {
            LOG.warn("Files of deleted sessions are left for the next time: {}", e.getMessage());
        }
    }

    private List<String> delete(Connection connection, String sessionId) throws SQLException, IOException {
        var parent = sessions.parent(connection, sessionId);
        if (parent.isPresent()) {
            throw new IllegalArgumentException("session " + sessionId + " is a sub-agent of session " + parent.get()
                    + ", which pays for it and may go on with it: delete that one");
        }
        var all = withChildren(connection, sessionId);
        for (var id : all) {
            deleteAlone(connection, id);
        }
        return all;
    }

    private List<String> withChildren(Connection connection, String sessionId) throws SQLException {
        var all = new ArrayList<>(List.of(sessionId));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(sessions.children(connection, all.get(i)));
        }
        return all;
    }

    private void deleteAlone(Connection connection, String sessionId) throws SQLException, IOException {
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
        Letters.delete(connection, sessionId, Long.MAX_VALUE);
        events.delete(connection, sessionId);
    }
}
