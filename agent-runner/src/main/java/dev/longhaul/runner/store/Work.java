package dev.longhaul.runner.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One change to the database, made within a transaction that it may share with others. It may be done more than once, if the
 * transaction it was part of was rolled back. Whatever it throws takes all of it back.
 */
@FunctionalInterface
interface Work<T> {

    T in(Connection connection) throws SQLException, IOException;
}
