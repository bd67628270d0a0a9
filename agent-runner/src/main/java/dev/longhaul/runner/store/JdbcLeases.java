package dev.longhaul.runner.store;

import dev.longhaul.session.Holder;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.SessionLease;
import dev.longhaul.session.StaleLeaseException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who holds which session, in the table of sessions. Thread-safe. */
final class JdbcLeases implements SessionLease {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLeases.class);

    private final Database database;
    private final GroupCommitter committer;
    private final SessionRows sessions;
    private final HolderWatch watch;

    /** The leases this opening of the store has given and not taken back. Of these it knows better than the table. */
    private final ConcurrentHashMap<String, Lease> given = new ConcurrentHashMap<>();

    JdbcLeases(Database database, GroupCommitter committer, HolderWatch watch) {
        this.database = database;
        this.committer = committer;
        this.sessions = new SessionRows(database.dialect());
        this.watch = watch;
    }

    @Override
    public Lease acquire(String sessionId, Holder holder) {
        return committer.run(connection -> acquire(connection, sessionId, holder));
    }

    /** Runs on the writer's thread only, so nobody sees a lease between the table and {@link #given}. */
    private Lease acquire(Connection connection, String sessionId, Holder holder) throws SQLException, IOException {
        sessions.create(connection, sessionId);
        var row = sessions.lock(connection, sessionId).orElseThrow();
        var current = living(row);
        if (current.isPresent()) {
            throw new SessionHeldException(current.get());
        }
        var lease = new Lease(sessionId, row.epoch() + 1, holder);
        sessions.give(connection, lease, watch.instance(), watch.until());
        given.put(sessionId, lease);
        return lease;
    }

    /** Who holds the session, if that one is alive. */
    Optional<Lease> living(SessionRow row) throws IOException {
        var lease = row.lease();
        if (lease == null) {
            return Optional.empty();
        }
        boolean alive = watch.isMine(row.instance())
                ? lease.equals(given.get(lease.sessionId()))
                : watch.isAlive(row.instance(), row.heldUntil());
        return alive ? Optional.of(lease) : Optional.empty();
    }

    @Override
    public void renew(Lease lease) {
        committer.run(connection -> {
            if (!sessions.extend(connection, lease, watch.until())) {
                throw new StaleLeaseException(lease, latest(connection, lease));
            }
            return lease;
        });
    }

    private @Nullable Lease latest(Connection connection, Lease lease) throws SQLException {
        return sessions.find(connection, lease.sessionId())
                .map(SessionRow::lease)
                .orElse(null);
    }

    /** Renews all that were given. A session that was lost meanwhile learns it at its next append. */
    void renewAll() {
        given.values().forEach(this::renewQuietly);
    }

    private void renewQuietly(Lease lease) {
        try {
            renew(lease);
        } catch (StaleLeaseException e) {
            // One that was let go in this moment was not lost.
            if (given.remove(lease.sessionId(), lease)) {
                LOG.warn("A lease was lost: {}", e.getMessage());
            }
        } catch (StoreException e) {
            LOG.warn("A lease could not be renewed now: {}", e.getMessage());
        }
    }

    /** Where the table cannot be written now, the session is free here all the same, and elsewhere when this process ends. */
    @Override
    public void release(Lease lease) {
        if (!given.remove(lease.sessionId(), lease)) {
            return;
        }
        try {
            committer.run(connection -> sessions.free(connection, lease));
        } catch (StoreException e) {
            LOG.warn("Session {} was let go, but that could not be written: {}", lease.sessionId(), e.getMessage());
        }
    }

    void releaseAll() {
        given.values().forEach(this::release);
    }

    @Override
    public Optional<Lease> current(String sessionId) {
        try (var connection = database.reader()) {
            var row = sessions.find(connection, sessionId);
            return row.isEmpty() ? Optional.empty() : living(row.get());
        } catch (SQLException | IOException e) {
            throw database.failure(e);
        }
    }
}
