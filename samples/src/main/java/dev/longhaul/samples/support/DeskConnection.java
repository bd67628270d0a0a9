package dev.longhaul.samples.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one connection to a desk's database. Transactions are thread-safe: one at a time. */
final class DeskConnection implements AutoCloseable {

    private final Connection connection;

    private DeskConnection(String place) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + place);
    }

    static DeskConnection inMemory() throws SQLException {
        return new DeskConnection(":memory:");
    }

    static DeskConnection to(Path file) throws SQLException {
        return new DeskConnection(file.toString());
    }

    /** From now on what was committed is on the disk, not only with the system; on a Mac, too. */
    DeskConnection durable() throws SQLException {
        for (var setting : List.of("journal_mode = wal", "synchronous = full", "fullfsync = on")) {
            run("pragma " + setting);
        }
        return this;
    }

    /** Work on the database. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All of the work or, if anything is thrown, nothing of it. */
    synchronized <T> T inTransaction(Work<T> work) throws SQLException {
        run("begin immediate");
        try {
            var result = work.done();
            run("commit");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** SQLite may have rolled back by itself already. */
    private void rollback(Exception cause) {
        try {
            run("rollback");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    void run(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        }
    }

    <T> List<T> read(String sql, Row<T> row, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(row.read(rows));
                }
                return all;
            }
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
