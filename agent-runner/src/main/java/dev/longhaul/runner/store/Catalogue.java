package dev.longhaul.runner.store;

import dev.longhaul.session.Ending;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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

    private SessionSummary summary(ResultSet row) throws SQLException, IOException {
        return new SessionSummary(
                row.getString("id"),
                text(row, "model"),
                text(row, "task"),
                Optional.ofNullable(row.getString("parent")),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")),
                row.getLong("last_seq"),
                Optional.ofNullable(row.getString("outcome")).map(Ending.Kind::valueOf),
                text(row, "reason"),
                row.getLong("billed_tokens"),
                leases.living(SessionRow.of(row)));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? "" : text;
    }
}
