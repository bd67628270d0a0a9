package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The journal where nothing can be written. Its write-ahead log is read along with it as long as the index of that log is there; a
 * journal without a log was closed by whoever wrote it, and stands still.
 */
final class ReadOnlySqlite extends SqliteDatabase {

    private final Path file;
    private final Path log;
    private final Path index;

    ReadOnlySqlite(AgentHome home) {
        super(home);
        this.file = home.database();
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.index = file.resolveSibling(file.getFileName() + "-shm");
    }

    @Override
    public Connection reader() throws SQLException {
        boolean hasLog = hasLog();
        if (hasLog && !Files.isReadable(index)) {
            throw new SQLException(
                    "its latest events are in a log, " + log + ", which cannot be shared where nothing can be written");
        }
        return connectTo(file.toUri() + (hasLog ? "?mode=ro" : "?immutable=1"), "query_only = on");
    }

    private boolean hasLog() throws SQLException {
        try {
            return Files.exists(log) && Files.size(log) > 0;
        } catch (IOException e) {
            throw new SQLException("its log cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection writer() throws SQLException {
        throw new SQLException("nothing can be written there");
    }

    @Override
    public StoreException failure(Exception cause) {
        return cause instanceof SQLException
                ? new StoreException(
                        "the journal " + place() + " cannot be read: " + cause.getMessage()
                                + "; copy the whole folder to where it can be written, or make it writable",
                        cause)
                : super.failure(cause);
    }
}
