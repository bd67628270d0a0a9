package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings the tables up to date: one script for each version, {@code 1.sql} and on, each done once. A version is never changed
 * after it was released; the next one changes what there is.
 */
final class Tables {

    /** The newest version these scripts lead to. */
    static final int VERSION = 2;

    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    /**
     * Makes the tables, or adds what is new.
     *
     * @throws JournalFormatException if they were made by a newer version of Longhaul
     * @throws StoreException if the database cannot be used
     */
    void bringUpToDate() {
        try (var connection = database.writer()) {
            database.begin(connection);
            try {
                lock(connection);
                migrate(connection, version(connection));
                database.commit(connection);
            } catch (SQLException | IOException | RuntimeException e) {
                database.rollback(connection);
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw database.failure(e);
        }
    }

    /**
     * Looks whether the tables can be read as they are; changes nothing.
     *
     * @throws JournalFormatException if they were made by a newer version of Longhaul
     * @throws StoreException if there are none, or older ones that would have to be changed
     */
    void requireUpToDate() {
        try (var connection = database.reader()) {
            int found = version(connection);
            requireKnown(found);
            if (found < VERSION) {
                throw new StoreException(
                        "the journal " + database.place()
                                + " is new or of an older version, and cannot be brought up to"
                                + " date where nothing can be written: copy the folder to where it can",
                        null);
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(database.dialect().lockFormat());
        }
    }

    /** 0 if there are no tables. */
    private int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery(database.dialect().findFormat())) {
                if (!found.next()) {
                    return 0;
                }
            }
            try (var version = statement.executeQuery("select version from agent_format")) {
                return version.next() ? version.getInt(1) : 0;
            }
        }
    }

    private void requireKnown(int found) {
        if (found > VERSION) {
            throw new JournalFormatException("the journal " + database.place() + " has tables of version " + found
                    + " and this version of Longhaul knows them up to " + VERSION
                    + ": use a newer one, or another place for sessions");
        }
    }

    private void migrate(Connection connection, int found) throws SQLException, IOException {
        requireKnown(found);
        try (var statement = connection.createStatement()) {
            if (found == 0) {
                statement.execute("create table agent_format (version integer not null)");
                statement.execute("insert into agent_format values (0)");
            }
            for (int next = found + 1; next <= VERSION; next++) {
                for (var sql : script(next).split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("update agent_format set version = " + next);
            }
        }
    }

    private String script(int version) throws IOException {
        var name = database.dialect().name() + "/" + version + ".sql";
        try (var in = Tables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the script " + name + " is not in this build");
            }
            // Comments may hold semicolons.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\n]*", "");
        }
    }
}
