package dev.longhaul.cli;

import dev.longhaul.runner.Sessions;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.SessionSummary;
import dev.longhaul.session.AwaitedCall;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What commands on one session have in common: its id, and where it is kept. */
abstract class IdCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "SESSION", description = "The session's id; see: ./agent sessions")
    private String session = "";

    IdCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Does it.
     *
     * @return the exit code
     */
    abstract int run(SessionStore store, String session) throws IOException;

    /** Whether it leaves the session as it is; then the folder need not be writable. */
    boolean onlyReads() {
        return false;
    }

    @Override
    public final Integer call() throws IOException {
        try (var store = onlyReads() ? home.openToRead(terminal.environment()) : home.open(terminal.environment())) {
            if (store.find(session).isEmpty()) {
                throw new NoSuchElementException("there is no session " + session + " in "
                        + home.home(terminal.environment()).folder() + "; see: ./agent sessions");
            }
            return run(store, session);
        }
    }

    final Sessions sessions(SessionStore store) {
        return new Sessions(store, InstantSource.system());
    }

    final AgentHome home() {
        return home.home(terminal.environment());
    }

    final PrintStream out() {
        return terminal.out();
    }

    final Terminal terminal() {
        return terminal;
    }

    /** Who does it, for journals. */
    static String me() {
        var user = System.getProperty("user.name", "");
        return user.isBlank() ? "somebody at the command line" : user;
    }

    /** Whom to resume so that a session goes on: itself, or the one whose sub-agent it is. */
    static String resumed(SessionStore store, String session) {
        return store.find(session)
                .flatMap(SessionSummary::parent)
                .map(caller -> resumed(store, caller))
                .orElse(session);
    }

    /** What to type in to go on with a session as it stands now; a sub-agent goes on with its caller. */
    final String goOn(SessionStore store, String session) {
        var resumed = resumed(store, session);
        return "go on with: "
                + GoOn.from(resumed, sessions(store).state(resumed), Instant.now())
                        .command();
    }

    /** Shows a call that waits, whole: nobody should decide on what was cut. */
    final void show(AwaitedCall awaited) {
        var call = new WholeCall(awaited.call(), awaited.why());
        out().println(Ink.exact(awaited.call().id()) + ": " + call.name() + call.because());
        call.arguments().forEach(out()::println);
    }

    /** Says whether it is done, or waits for the process that runs the session. */
    final int told(Sessions.Done done, String what, String then) {
        out().println(
                        done == Sessions.Done.NOW
                                ? what + (then.isEmpty() ? "" : "; " + then)
                                : what + "; the process that runs the session takes it up within about a second");
        return ExitCode.COMPLETED;
    }
}
