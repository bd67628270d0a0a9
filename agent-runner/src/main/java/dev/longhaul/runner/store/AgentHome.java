package dev.longhaul.runner.store;

import dev.longhaul.runner.SessionIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder where sessions are kept: {@code journal.db} with the two files SQLite puts beside it, {@code blobs/} for large
 * payloads, {@code files/} for what agents keep beside their sessions, {@code locks/} to tell living processes from dead
 * ones, and {@code reserve}, 2 MB to be given up when the disk is full. Immutable.
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

    /** What {@value #VARIABLE} names, or {@code .longhaul} in the user's own folder. */
    public static AgentHome fromEnvironment(Map<String, String> environment) {
        var named = environment.getOrDefault(VARIABLE, "");
        return at(named.isBlank() ? Path.of(System.getProperty("user.home"), ".longhaul") : Path.of(named.strip()));
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

    Path pathOf(String sessionId) {
        return folder.resolve("files").resolve(SessionIds.requireUsable(sessionId));
    }

    Path database() {
        return folder.resolve("journal.db");
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
        if (!Files.isWritable(folder) || !Files.isWritable(database())) {
            throw new IllegalArgumentException("the folder for sessions, " + folder
                    + ", or the journal in it is read-only: make it writable, or name another in " + VARIABLE);
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
