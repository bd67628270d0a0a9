package dev.longhaul.samples;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Where the desk of a session is: a file that goes with it. */
final class DeskOfSession {

    private static final String NAME = "desk.db";

    private final RunOptions options;
    private final SessionFolder folder;

    DeskOfSession(RunOptions options, Terminal terminal) {
        this.options = options;
        this.folder = new SessionFolder(options, terminal);
    }

    /** What a desk begins with. */
    record Opening(List<Ticket> queue, Knowledge knowledge) {}

    /** Works at a desk. */
    @FunctionalInterface
    interface Session {
        int run(DeskDatabase desk) throws Exception;
    }

    /**
     * Runs a session at its desk: that of the session which is resumed, or a new one. A new desk whose session did not begin is removed
     * again; any other stays for whoever resumes the session.
     *
     * @throws IllegalArgumentException if the new session's id is in use, or about to be; no desk is touched then
     */
    int run(Supplier<Opening> opening, Session session) throws Exception {
        if (options.isResumed()) {
            try (var desk = DeskDatabase.open(file())) {
                return session.run(desk);
            }
        }
        var begin = opening.get();
        return folder.begin(() -> {
            try (var desk = made(begin)) {
                return runNew(desk, session);
            }
        });
    }

    /** Of a desk that cannot be made, on a full disk perhaps, nothing is left: nobody could delete it. */
    private DeskDatabase made(Opening begin) {
        var file = file();
        boolean isNew = Files.notExists(file);
        try {
            return DeskDatabase.create(file, begin.queue(), begin.knowledge());
        } catch (RuntimeException e) {
            if (isNew) {
                folder.discardUnlessBegun(e);
            }
            throw e;
        }
    }

    private int runNew(DeskDatabase desk, Session session) throws Exception {
        try {
            return session.run(desk);
        } catch (RuntimeException e) {
            discardUnlessBegun(desk, e);
            throw e;
        }
    }

    private void discardUnlessBegun(DeskDatabase desk, RuntimeException cause) {
        try {
            if (desk.isUntouched() && !folder.isSessionBegun()) {
                desk.discard();
                folder.discardUnlessBegun(cause);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private Path file() {
        return folder.path().resolve(NAME);
    }
}
