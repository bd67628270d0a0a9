package dev.longhaul.samples;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.Ticket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    /**
     * The desk of the session that is resumed, or a new one.
     *
     * @throws IllegalArgumentException if the new session's id is in use; no desk is touched then
     */
    DeskDatabase open(Supplier<Opening> opening) {
        if (options.isResumed()) {
            return DeskDatabase.open(file());
        }
        var begin = opening.get();
        folder.requireNewSession();
        return DeskDatabase.create(file(), begin.queue(), begin.knowledge());
    }

    private Path file() {
        return folder.path().resolve(NAME);
    }

    /**
     * Runs a session on a desk. A new desk whose session did not begin is removed again; any other stays for whoever resumes
     * the session.
     */
    int run(DeskDatabase desk, Callable<Integer> session) throws Exception {
        try {
            return session.call();
        } catch (RuntimeException e) {
            discardUnlessBegun(desk, e);
            throw e;
        }
    }

    private void discardUnlessBegun(DeskDatabase desk, RuntimeException cause) {
        try {
            if (!options.isResumed() && desk.isUntouched() && !folder.isSessionBegun()) {
                desk.discard();
                folder.discardUnlessBegun(cause);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
