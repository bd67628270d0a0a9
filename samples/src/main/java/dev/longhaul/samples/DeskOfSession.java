package dev.longhaul.samples;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.Ticket;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /**
     * The desk of the session that is resumed, or a new one.
     *
     * @throws IllegalArgumentException if the new session's id is in use; no desk is touched then
     */
    DeskDatabase open(Supplier<Opening> opening) {
        if (options.isResumed()) {
            forked().ifPresent(source -> DeskDatabase.copy(source, file()));
            return DeskDatabase.open(file());
        }
        var begin = opening.get();
        var file = file();
        if (isBegun()) {
            var id = options.sessionId();
            throw new IllegalArgumentException("there is a session " + id
                    + " already: give the new one another --session id, or go on with that one: ./agent resume " + id);
        }
        return DeskDatabase.create(file, begin.queue(), begin.knowledge());
    }

    private AgentHome home() {
        return options.home(terminal.environment());
    }

    private Path file() {
        return home().filesOf(options.sessionId()).resolve("desk.db");
    }

    /** The desk of the session that this one was forked from, if it has none of its own yet: the world is not forked. */
    private Optional<Path> forked() {
        if (Files.exists(file())) {
            return Optional.empty();
        }
        try (var store = SessionStore.open(home())) {
            return store.stream(options.sessionId(), 0)
                    .map(JournalEntry::event)
                    .filter(SessionEvent.Forked.class::isInstance)
                    .map(event ->
                            home().filesOf(((SessionEvent.Forked) event).from()).resolve("desk.db"))
                    .reduce((before, after) -> after)
                    .filter(Files::exists);
        }
    }

    private boolean isBegun() {
        try (var store = SessionStore.open(home())) {
            return store.find(options.sessionId()).isPresent();
        }
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
            if (!options.isResumed() && desk.isUntouched() && !isBegun()) {
                desk.discard();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
