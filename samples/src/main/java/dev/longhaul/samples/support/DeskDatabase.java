package dev.longhaul.samples.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A desk that outlives its process: the queue, the articles, what was done and which calls did it, in one SQLite file. What was
 * acknowledged is on the disk. To be closed when no desk on it is used any more.
 */
public final class DeskDatabase implements AutoCloseable {

    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    /** Bytes: with less than this left SQLite cannot begin. */
    private static final long NEXT_TO_NOTHING = 64 << 10;

    private final @Nullable Path file;
    private final DeskConnection connection;

    private DeskDatabase(@Nullable Path file, DeskConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * A new one, with a copy of queue and articles: whoever goes on with the session works on what it began with. One that is
     * there already and that nobody worked at is filled anew: its process was killed before the session began.
     *
     * @throws SampleInputException if somebody worked at the desk that is there, or the file cannot be written
     */
    public static DeskDatabase create(Path file, List<Ticket> queue, Knowledge knowledge) {
        try {
            var database = new DeskDatabase(file, DeskConnection.to(file));
            try {
                requireUntouched(file, database);
                database.fill(queue, knowledge);
                return database;
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    private static void requireUntouched(Path file, DeskDatabase database) {
        if (!database.isUntouched()) {
            throw new SampleInputException("there is a desk already, " + file
                    + ", and work was done at it: give the new session another --session id, or move that file away");
        }
    }

    /** One that ends with its process. */
    public static DeskDatabase inMemory(List<Ticket> queue, Knowledge knowledge) {
        try {
            var database = new DeskDatabase(null, DeskConnection.inMemory());
            database.fill(queue, knowledge);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("no desk can be made in memory: " + e.getMessage(), e);
        }
    }

    private void fill(List<Ticket> queue, Knowledge knowledge) throws SQLException {
        connection.durable().inTransaction(() -> {
            new DeskTables(connection).fill(queue, knowledge);
            return this;
        });
    }

    /**
     * The one that a session began with.
     *
     * @throws SampleInputException if it is not there, or cannot be read
     */
    public static DeskDatabase open(Path file) {
        if (!Files.exists(file)) {
            throw new SampleInputException(
                    "the desk of this session is gone, " + file + ": restore the file, or start a new session");
        }
        try {
            var opened = new DeskDatabase(file, DeskConnection.to(file));
            try {
                requireKnown(file, opened.connection);
                opened.connection.durable();
                return opened;
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    private static void requireKnown(Path file, DeskConnection connection) throws SQLException {
        if (!new DeskTables(connection).areKnown()) {
            throw new SampleInputException(
                    file + " is no desk that this version can read: restore the file, or start a new session");
        }
    }

    /**
     * The desk as it was left.
     *
     * @param keepers are told of every completion, in this order
     */
    public SupportDesk desk(DeskKeeper... keepers) {
        try {
            return new SupportDesk(connection, List.of(keepers));
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    /** Whether no call was answered yet. */
    public boolean isUntouched() {
        try {
            return new DeskTables(connection).areMissing() || new CallRows(connection).isEmpty();
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    private static SampleInputException refused(@Nullable Path file, Exception e) {
        var full = file != null && isFull(file) ? "; no space is left on its disk: free some" : "";
        return new SampleInputException("the desk " + file + " cannot be used: " + e.getMessage() + full, e);
    }

    private static boolean isFull(Path file) {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() < NEXT_TO_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes it and removes it: the session it was for did not begin. */
    public void discard() {
        close();
        if (file != null) {
            delete(file);
        }
    }

    /**
     * Removes a desk that nobody uses, if it is there.
     *
     * @throws SampleInputException if it cannot be removed
     */
    public static void delete(Path file) {
        for (var suffix : SUFFIXES) {
            try {
                Files.deleteIfExists(Path.of(file + suffix));
            } catch (IOException e) {
                throw refused(file, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }
}
