package dev.longhaul.runner.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the tables are. Thread-safe; its connections are not. */
interface Database extends AutoCloseable {

    Dialect dialect();

    /** In words, for messages: a file or a server. */
    String place();

    /** A connection to read with; the caller closes it. */
    Connection reader() throws SQLException;

    /** A connection for transactions of one thread. */
    Connection writer() throws SQLException;

    /** Begins a transaction that sees, and may change, the latest state. */
    void begin(Connection writer) throws SQLException;

    /** When it returns, the transaction is durable. */
    void commit(Connection writer) throws SQLException;

    void rollback(Connection writer) throws SQLException;

    /** Lets go of what it holds itself; connections are their owners'. */
    @Override
    default void close() {}

    /** What went wrong, in words that name the place and the fix. */
    StoreException failure(Exception cause);
}
