package dev.longhaul.samples;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.SessionEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The folder beside a session, for what its agent keeps there. */
record SessionFolder(RunOptions options, Terminal terminal) {

    /** Made now if it is not there. */
    Path path() {
        return options.home(terminal.environment()).filesOf(options.sessionId());
    }

    /** Whether the session that is resumed was forked from another. Reads its journal. */
    boolean isOfAFork() {
        try (var store = SessionStore.open(options.home(terminal.environment()))) {
            return store.stream(options.sessionId(), 0).anyMatch(entry -> entry.event() instanceof SessionEvent.Forked);
        }
    }

    /**
     * Makes what a new session needs and runs it, while no other process can begin one of this id.
     *
     * @throws IllegalArgumentException if the id is in use, or about to be; the folder is left as it is
     */
    <T> T begin(Callable<T> session) throws Exception {
        requireNewSession();
        return new Beginning(options.home(terminal.environment()), options.sessionId()).alone(() -> {
            requireNewSession();
            return session.call();
        });
    }

    /**
     * Removes the folder of a new session that did not begin, with all in it. Only for who is about to {@link #begin} it.
     *
     * @param cause why it did not; is told what goes wrong here
     */
    void discardUnlessBegun(RuntimeException cause) {
        var home = options.home(terminal.environment());
        try (var store = SessionStore.open(home)) {
            store.discardFiles(options.sessionId());
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    boolean isSessionBegun() {
        try (var store = SessionStore.open(options.home(terminal.environment()))) {
            return store.find(options.sessionId()).isPresent();
        }
    }

    private void requireNewSession() {
        if (isSessionBegun()) {
            var id = options.sessionId();
            throw new IllegalArgumentException("there is a session " + id
                    + " already: give the new one another --session id, or go on with that one: ./agent resume " + id);
        }
    }
}
