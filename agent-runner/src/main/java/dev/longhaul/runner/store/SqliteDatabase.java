package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The journal as a file beside its blobs. */
class SqliteDatabase implements Database {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    /** How long another process may keep the database to itself. In ms. */
    private static final int PATIENCE = 30_000;

    /** With less than this left, in bytes, an error of the file system is taken for a full one. */
    private static final long NEXT_TO_NOTHING = 256 * 1024;

    private final AgentHome home;
    /** Nothing is asked on it. Guarded by this. */
    private @Nullable Connection anchor;

    SqliteDatabase(AgentHome home) {
        this.home = home;
    }

    /**
     * Holds the memory that SQLite's processes share, from now until this is closed. It is made where there is room for it, and
     * reading needs none afterwards.
     */
    synchronized void hold() {
        try {
            anchor = reader();
            execute(anchor, "select count(*) from sqlite_master");
        } catch (SQLException e) {
            close();
            throw failure(e);
        }
    }

    @Override
    public synchronized void close() {
        if (anchor != null) {
            try {
                anchor.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
            anchor = null;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public String place() {
        return home.database().toString();
    }

    private Connection connect(String... pragmas) throws SQLException {
        return connectTo(home.database().toString(), pragmas);
    }

    /** @param file its path, or {@code file:} and what SQLite is to know of it */
    static Connection connectTo(String file, String... pragmas) throws SQLException {
        var connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + PATIENCE);
            for (var pragma : pragmas) {
                statement.execute("pragma " + pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection reader() throws SQLException {
        return connect("query_only = on");
    }

    /** Full synchronous: the log is on the disk, not only with the system, when a commit returns; also on a Mac. */
    @Override
    public Connection writer() throws SQLException {
        var connection =
                connect("journal_mode = wal", "synchronous = full", "fullfsync = on", "journal_size_limit = 67108864");
        try (var statement = connection.createStatement();
                var mode = statement.executeQuery("pragma journal_mode")) {
            if (!mode.next() || !"wal".equals(mode.getString(1))) {
                connection.close();
                throw new SQLException("write-ahead logging cannot be had here, a network file system perhaps");
            }
            return connection;
        }
    }

    /** The driver's own transactions would hold the database's lock from one commit to the next. */
    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void begin(Connection writer) throws SQLException {
        execute(writer, "begin immediate");
    }

    @Override
    public void commit(Connection writer) throws SQLException {
        execute(writer, "commit");
    }

    @Override
    public void rollback(Connection writer) throws SQLException {
        execute(writer, "rollback");
    }

    @Override
    public StoreException failure(Exception cause) {
        var code = cause instanceof SQLiteException e ? primary(e) : SQLiteErrorCode.SQLITE_OK;
        boolean ofTheFiles = code == SQLiteErrorCode.SQLITE_IOERR
                || code == SQLiteErrorCode.SQLITE_CANTOPEN
                || cause instanceof IOException;
        if (code == SQLiteErrorCode.SQLITE_FULL || (ofTheFiles && isFull())) {
            return new StoreFullException(place(), cause);
        }
        return new StoreException("the journal " + place() + " " + words(code, cause), cause);
    }

    private static String words(SQLiteErrorCode code, Exception cause) {
        return switch (code) {
            case SQLITE_BUSY -> "is kept locked by another process: see which, and try again";
            case SQLITE_NOTADB -> "is no SQLite database: move that file away";
            case SQLITE_CORRUPT -> "is damaged (" + cause.getMessage() + "): restore it from a copy";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "cannot be opened for writing (" + cause.getMessage() + "): check the rights of its folder";
            default -> "cannot be used: " + cause.getMessage();
        };
    }

    private static SQLiteErrorCode primary(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(home.folder()).getUsableSpace() < NEXT_TO_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }
}
