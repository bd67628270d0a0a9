package dev.longhaul.runner.store;

import dev.longhaul.session.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The statements on the table of sessions. Each belongs to a transaction of its caller. */
final class SessionRows {

    private final Dialect dialect;

    SessionRows(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The row as it is now. */
    Optional<SessionRow> find(Connection connection, String id) throws SQLException {
        return select(connection, id, "");
    }

    /** The row, which nobody else changes until the transaction ends. */
    Optional<SessionRow> lock(Connection connection, String id) throws SQLException {
        return select(connection, id, dialect.rowLock());
    }

    private static Optional<SessionRow> select(Connection connection, String id, String lock) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + SessionRow.COLUMNS + " from agent_sessions where id = ?" + lock)) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(SessionRow.of(row)) : Optional.empty();
            }
        }
    }

    /** Makes an empty row, if there is none. */
    void create(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into agent_sessions (id, epoch, held_until, last_seq, last_hash, last_letter, billed_tokens)
                values (?, 0, 0, 0, ?, 0, 0) on conflict (id) do nothing""")) {
            insert.setString(1, id);
            insert.setString(2, HashChain.ORIGIN);
            insert.executeUpdate();
        }
    }

    /** Enters a new holder. */
    void give(Connection connection, Lease lease, String instance, long until) throws SQLException {
        try (var update = connection.prepareStatement("""
                update agent_sessions set epoch = ?, host = ?, pid = ?, since = ?, instance = ?, held_until = ?
                where id = ?""")) {
            update.setLong(1, lease.epoch());
            update.setString(2, lease.holder().host());
            update.setLong(3, lease.holder().pid());
            update.setString(4, lease.holder().since().toString());
            update.setString(5, instance);
            update.setLong(6, until);
            update.setString(7, lease.sessionId());
            update.executeUpdate();
        }
    }

    /** Extends a lease; false if it is not the latest. */
    boolean extend(Connection connection, Lease lease, long until) throws SQLException {
        try (var update = connection.prepareStatement(
                "update agent_sessions set held_until = ? where id = ? and epoch = ? and instance is not null")) {
            update.setLong(1, until);
            update.setString(2, lease.sessionId());
            update.setLong(3, lease.epoch());
            return update.executeUpdate() > 0;
        }
    }

    /** Takes the holder out; false if that lease is not the latest. */
    boolean free(Connection connection, Lease lease) throws SQLException {
        try (var update = connection.prepareStatement("""
                update agent_sessions set host = null, pid = null, since = null, instance = null, held_until = 0
                where id = ? and epoch = ?""")) {
            update.setString(1, lease.sessionId());
            update.setLong(2, lease.epoch());
            return update.executeUpdate() > 0;
        }
    }

    /** Leaves of a session its id and its epoch, one further, so that no lease of old is good any more. */
    void clear(Connection connection, String id) throws SQLException {
        try (var update = connection.prepareStatement("""
                update agent_sessions set epoch = epoch + 1, host = null, pid = null, since = null, instance = null,
                  held_until = 0, last_seq = 0, last_hash = ?, created = null, updated = null, model = null,
                  task = null, parent = null, outcome = null, reason = null, billed_tokens = 0
                where id = ?""")) {
            update.setString(1, HashChain.ORIGIN);
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /** Whose sub-agent it is, as long as that one is there; empty for nobody's. */
    Optional<String> parent(Connection connection, String id) throws SQLException {
        var found = ids(connection, """
                select parent.id from agent_sessions child join agent_sessions parent on parent.id = child.parent
                where child.id = ? and parent.last_seq > 0""", id);
        return found.stream().findFirst();
    }

    /** Its sub-agents, not theirs. */
    List<String> children(Connection connection, String id) throws SQLException {
        return ids(connection, "select id from agent_sessions where parent = ? and last_seq > 0 order by id", id);
    }

    private static List<String> ids(Connection connection, String query, String id) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            select.setString(1, id);
            try (var rows = select.executeQuery()) {
                var ids = new ArrayList<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    /** The first event that stands behind the end. One statement sees both as of one moment: there is none in a sound journal. */
    OptionalLong firstBehindEnd(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement("""
                select min(e.seq) from agent_sessions s join agent_events e on e.session = s.id
                where s.id = ? and e.seq > s.last_seq""")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                long seq = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
            }
        }
    }

    /** The number of a letter that is posted now. */
    long nextLetter(Connection connection, String id) throws SQLException {
        try (var update =
                connection.prepareStatement("update agent_sessions set last_letter = last_letter + 1 where id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
        try (var select = connection.prepareStatement("select last_letter from agent_sessions where id = ?")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Moves the end of a session's journal, and what lists show of it. */
    void advance(Connection connection, String id, long lastSeq, String lastHash, Listed change) throws SQLException {
        try (var update = connection.prepareStatement("""
                update agent_sessions set last_seq = ?, last_hash = ?, updated = ?,
                  outcome = case when ? = 1 then outcome else ? end, reason = case when ? = 1 then reason else ? end,
                  billed_tokens = billed_tokens + ?, created = coalesce(created, ?), model = coalesce(model, ?),
                  task = coalesce(task, ?), parent = coalesce(parent, ?)
                where id = ?""")) {
            update.setLong(1, lastSeq);
            update.setString(2, lastHash);
            update.setLong(3, change.at());
            int keeps = change.keepsOutcome() ? 1 : 0;
            update.setInt(4, keeps);
            update.setString(5, change.outcome());
            update.setInt(6, keeps);
            update.setString(7, change.reason());
            update.setLong(8, change.billedTokens());
            update.setLong(9, change.begun());
            update.setString(10, change.model());
            update.setString(11, change.task());
            update.setString(12, change.parent());
            update.setString(13, id);
            update.executeUpdate();
        }
    }
}
