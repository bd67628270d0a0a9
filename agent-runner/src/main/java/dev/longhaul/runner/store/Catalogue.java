package dev.longhaul.runner.store;

import dev.longhaul.session.Ending;
import dev.longhaul.session.Lease;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lists sessions from their rows alone; no journal is read. Thread-safe. */
final class Catalogue {

    private static final String SELECT = "select " + SessionRow.COLUMNS
            + ", model, task, parent, created, updated, outcome, reason, billed_tokens from agent_sessions where last_seq > 0";

    private final Database database;
    private final JdbcLeases leases;

    Catalogue(Database database, JdbcLeases leases) {
        this.database = database;
        this.leases = leases;
    }

    /** All that were begun, the one that was written last at the head. */
    List<SessionSummary> all() {
        return select(connection -> connection.prepareStatement(SELECT + " order by updated desc, id"));
    }

    Optional<SessionSummary> find(String id) {
        return select(connection -> {
                    var select = connection.prepareStatement(SELECT + " and id = ?");
                    select.setString(1, id);
                    return select;
                })
                .stream()
                .findFirst();
    }

    @FunctionalInterface
    private interface Query {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    private List<SessionSummary> select(Query query) {
        try (var connection = database.reader();
                var select = query.on(connection);
                var rows = select.executeQuery()) {
            var all = new ArrayList<SessionSummary>();
            while (rows.next()) {
                all.add(summary(rows));
            }
            return all;
        } catch (SQLException | IOException e) {
            throw database.failure(e);
        }
    }

    /** A row that cannot be read is one of the list all the same, and in nobody's way. */
    private SessionSummary summary(ResultSet row) throws SQLException, IOException {
        try {
            return summary(row, outcome(row), leases.living(SessionRow.of(row)), "");
        } catch (RuntimeException e) {
            return summary(row, Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static SessionSummary summary(
            ResultSet row, Optional<Ending.Kind> outcome, Optional<Lease> holder, String damage) throws SQLException {
        return new SessionSummary(
                row.getString("id"),
                text(row, "model"),
                text(row, "task"),
                Optional.ofNullable(row.getString("parent")),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")),
                row.getLong("last_seq"),
                outcome,
                text(row, "reason"),
                row.getLong("billed_tokens"),
                holder,
                damage);
    }

    private static Optional<Ending.Kind> outcome(ResultSet row) throws SQLException {
        var word = row.getString("outcome");
        if (word == null) {
            return Optional.empty();
        }
        var kind = Arrays.stream(Ending.Kind.values())
                .filter(one -> one.name().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("its outcome \"" + word + "\" is not known to this version of Longhaul");
        }
        return kind;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? "" : text;
    }
}
