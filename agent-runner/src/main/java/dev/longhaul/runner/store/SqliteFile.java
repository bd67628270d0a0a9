package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A database of SQLite that an agent keeps: known by its name alone, for a process that opens and closes the file of a database
 * which it has open elsewhere would lose its locks on it.
 */
final class SqliteFile {

    private static final List<String> ENDINGS = List.of(".db", ".sqlite", ".sqlite3");
    private static final List<String> PARTS = List.of("-wal", "-shm", "-journal");
    private static final int PAUSE_MILLIS = 100;
    private static final int TRIES = 100;

    private SqliteFile() {}

    /** A file beside a database, of no use without it. */
    static boolean isPartOfAnother(Path file) {
        var name = file.getFileName().toString();
        return PARTS.stream()
                .filter(name::endsWith)
                .map(part -> name.substring(0, name.length() - part.length()))
                .anyMatch(whole -> isCalledSo(whole) && Files.isRegularFile(file.resolveSibling(whole)));
    }

    private static boolean isCalledSo(String name) {
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Copies a database as of one moment, even if another process writes to it.
     *
     * @return false if the file is none
     */
    static boolean copy(Path file, Path to) throws IOException {
        if (!isCalledSo(file.getFileName().toString())) {
            return false;
        }
        OwnerOnly.file(to);
        try (var connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties())) {
            int code = connection.getDatabase().backup("main", to.toString(), null, PAUSE_MILLIS, TRIES, -1);
            return isDone(file, SQLiteErrorCode.getErrorCode(code & 0xff));
        } catch (SQLiteException e) {
            return isDone(file, SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff));
        } catch (SQLException e) {
            throw new IOException("the database " + file + " cannot be copied: " + e.getMessage(), e);
        }
    }

    private static boolean isDone(Path file, SQLiteErrorCode code) throws IOException {
        return switch (code) {
            case SQLITE_OK -> true;
            case SQLITE_NOTADB -> false;
            default -> throw new IOException("the database " + file + " cannot be copied: " + code.message);
        };
    }
}
