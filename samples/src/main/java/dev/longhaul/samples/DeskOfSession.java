package dev.longhaul.samples;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.Ticket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Where the desk of a session is: a file that goes with it. */
final class DeskOfSession {

    private final RunOptions options;
    private final Terminal terminal;

    DeskOfSession(RunOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** What a desk begins with. */
    record Opening(List<Ticket> queue, Knowledge knowledge) {}

    /** The desk of the session that is resumed, or a new one. */
    DeskDatabase open(Supplier<Opening> opening) {
        var file = options.home(terminal.environment())
                .filesOf(options.sessionId())
                .resolve("desk.db");
        if (options.isResumed()) {
            return DeskDatabase.open(file);
        }
        var begin = opening.get();
        return DeskDatabase.create(file, begin.queue(), begin.knowledge());
    }

    /**
     * Runs a session on a desk. A new desk whose session could not begin is removed again; one where work was done stays for
     * whoever resumes the session.
     */
    int run(DeskDatabase desk, Callable<Integer> session) throws Exception {
        try {
            return session.call();
        } catch (RuntimeException e) {
            if (!options.isResumed() && desk.isUntouched()) {
                desk.discard();
            }
            throw e;
        }
    }
}
