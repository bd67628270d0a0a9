package dev.longhaul.runner.store;

import dev.longhaul.runner.SessionIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder where sessions are kept: {@code journal.db} with the two files SQLite puts beside it, {@code blobs/} for large
 * payloads, {@code files/} for what agents keep beside their sessions, {@code locks/} to tell living processes from dead
 * ones, {@code beginning.lock} for sessions that are about to begin, and {@code reserve}, 2 MB to be given up when the disk is full.
 * Immutable.
 *
 * @param folder absolute
 */
public record AgentHome(Path folder) {

    /** Names the folder. */
    public static final String VARIABLE = "AGENT_HOME";

    public AgentHome {
        folder = folder.toAbsolutePath().normalize();
    }

    public static AgentHome at(Path folder) {
        return new AgentHome(folder);
    }

    /** What {@value #VARIABLE} names, or {@code .longhaul} in {@code HOME}, or else in the folder of the account. */
    public static AgentHome fromEnvironment(Map<String, String> environment) {
        var named = environment.getOrDefault(VARIABLE, "");
        return at(named.isBlank() ? usersOwn(environment).resolve(".longhaul") : Path.of(named.strip()));
    }

    /** The JVM asks the accounts of the system, where a shell asks the environment first. */
    private static Path usersOwn(Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /**
     * Where the agent of a session may keep files of its own: a folder that is made now if it is not there, for its owner only.
     * It goes with the session when that is deleted.
     *
     * @throws IllegalArgumentException if no session can have this id
     * @throws UncheckedIOException if it cannot be made
     */
    public Path filesOf(String sessionId) {
        create();
        var own = pathOf(sessionId);
        try {
            OwnerOnly.folder(own);
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + own + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Where {@link #filesOf} is for a session, or would be: nothing is made.
     *
     * @throws IllegalArgumentException if no session can have this id
     */
    public Path pathOf(String sessionId) {
        return files().resolve(SessionIds.requireUsable(sessionId));
    }

    /**
     * A file to lock for who is about to begin a session in this home: made now if it is not there, for its owner only. It stays.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public Path beginnings() {
        create();
        var file = beginningLock();
        try {
            OwnerOnly.file(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The files and folders in it that are the store's own, there or not. */
    public List<Path> own() {
        var besideTheJournal = Stream.of("-wal", "-shm", "-journal")
                .map(suffix -> database().resolveSibling(database().getFileName() + suffix));
        return Stream.concat(
                        Stream.of(database(), blobs(), files(), locks(), beginningLock(), reserve()), besideTheJournal)
                .toList();
    }

    /**
     * The home in which a path is among what agents keep beside their sessions; empty if it is in none.
     *
     * @param path absolute, a real one
     */
    public static Optional<AgentHome> around(Path path) {
        for (var at = path.getParent(); at != null; at = at.getParent()) {
            var home = at(at);
            if (path.startsWith(home.files()) && Files.exists(home.database())) {
                return Optional.of(home);
            }
        }
        return Optional.empty();
    }

    Path database() {
        return folder.resolve("journal.db");
    }

    private Path files() {
        return folder.resolve("files");
    }

    private Path beginningLock() {
        return folder.resolve("beginning.lock");
    }

    Path reserve() {
        return folder.resolve("reserve");
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    Path locks() {
        return folder.resolve("locks");
    }

    /**
     * Makes the folder if it is not there, readable by its owner only.
     *
     * @throws IllegalArgumentException if it cannot be made or written to; says what to do
     */
    public void create() {
        requireNoFile(folder);
        try {
            OwnerOnly.folder(folder);
            OwnerOnly.file(database());
        } catch (IOException | SecurityException e) {
            throw new IllegalArgumentException(
                    "the folder for sessions, " + folder + ", cannot be written to ("
                            + e.getClass().getSimpleName() + "): make it writable, or name another in " + VARIABLE,
                    e);
        }
        if (!isWritable()) {
            throw new IllegalArgumentException("the folder for sessions, " + folder
                    + ", or the journal in it is read-only: make it writable, or name another in " + VARIABLE);
        }
    }

    /** Whether sessions can be written: to the folder, and to the journal if there is one. */
    boolean isWritable() {
        return Files.isWritable(folder) && (Files.notExists(database()) || Files.isWritable(database()));
    }

    void requireJournal() {
        if (!Files.exists(database())) {
            throw new IllegalArgumentException("there are no sessions in " + folder + ", which cannot be written to");
        }
    }

    private static void requireNoFile(Path path) {
        for (var at = path; at != null; at = at.getParent()) {
            if (Files.exists(at) && !Files.isDirectory(at)) {
                throw new IllegalArgumentException("the folder for sessions, " + path + ", cannot be made: " + at
                        + " is a file; move it away, or name another folder in " + VARIABLE);
            }
        }
    }
}
