package dev.longhaul.runner.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The journal in PostgreSQL, for sessions of several machines. */
final class PostgresDatabase implements Database {

    /** SQLSTATE {@code disk_full}. */
    private static final String DISK_FULL = "53100";

    private final DataSource source;

    PostgresDatabase(DataSource source) {
        this.source = source;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public String place() {
        return "the PostgreSQL database";
    }

    /** In a transaction, since outside of one the driver fetches all rows of a query at once. */
    @Override
    public Connection reader() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection writer() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    @Override
    public void begin(Connection writer) {
        // The first statement does.
    }

    @Override
    public void commit(Connection writer) throws SQLException {
        writer.commit();
    }

    @Override
    public void rollback(Connection writer) throws SQLException {
        writer.rollback();
    }

    @Override
    public StoreException failure(Exception cause) {
        if (cause instanceof SQLException e && DISK_FULL.equals(e.getSQLState())) {
            return new StoreFullException(place(), cause);
        }
        return new StoreException(place() + " cannot be used: " + cause.getMessage(), cause);
    }
}
