package dev.longhaul.cli;

import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.runner.RunningSession;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Outcome;
import dev.longhaul.tool.Approver;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one session for a command: live view, Ctrl-C, result, exit code. */
public final class SessionRun {

    /** How long the process waits, once told to end, for the partial result to be printed. */
    private static final long GRACE_MILLIS = 900;

    private final RunOptions options;
    private final ModelSource source;
    private final Terminal terminal;
    private final Ink ink;

    public SessionRun(RunOptions options, ModelSource source, Terminal terminal) {
        this.options = options;
        this.source = source;
        this.terminal = terminal;
        this.ink = Ink.forTerminal(terminal.environment());
    }

    /**
     * Runs the agent to its end and prints what came of it.
     *
     * @param agent with tools and system prompt; model and options are added here
     * @param headline one line for people; it is printed once the session runs
     * @param notes more lines, as they are
     * @return the exit code
     * @throws IllegalArgumentException if the agent or its options cannot work
     * @throws InterruptedException if this thread was interrupted; the session was cancelled then
     */
    public int run(AgentRunnerBuilder agent, String task, String headline, String... notes)
            throws InterruptedException {
        return run(outcome -> outcome, agent, task, headline, notes);
    }

    /**
     * Says what an outcome is worth to the command, before anything is printed. The session's own record stays as it is.
     */
    @FunctionalInterface
    public interface Judge {
        Outcome judged(Outcome outcome) throws InterruptedException;
    }

    /** The same, printing and returning what {@code judge} makes of the outcome. */
    public int run(Judge judge, AgentRunnerBuilder agent, String task, String headline, String... notes)
            throws InterruptedException {
        var screen = terminal.screen(options.json());
        var view = new LiveView(screen, ink);
        options.configure(agent)
                .model(source.model())
                .named(options.agent(), options.recorded(source).toArray(String[]::new))
                .listener(new Opening(() -> header(screen, headline, List.of(notes)), view))
                .onProgress(view);
        if (terminal.canAsk() && !options.yes && !options.json()) {
            agent.approver(asking(screen));
        }
        try (var store = SessionStore.open(options.home(terminal.environment()));
                var runner = agent.journal(store).build()) {
            var id = options.sessionId();
            var running = options.isResumed() ? runner.resume(id) : runner.start(id, task);
            options.begun();
            return ExitCode.of(finish(running, judge, screen));
        }
    }

    private Approver asking(PrintStream screen) {
        var keyboard = new Keyboard(
                terminal.in(), Thread.ofPlatform().daemon().name("keyboard").factory());
        return new AskingApprover(keyboard, screen, ink, IdCommand.me());
    }

    private void header(PrintStream screen, String headline, List<String> notes) {
        screen.println(ink.strong(headline));
        notes.forEach(screen::println);
        screen.println("model    " + (source.isSimulated() ? ink.warn(source.description()) : source.description()));
        screen.println("session  " + options.sessionId() + (options.isResumed() ? ", resumed" : ""));
        screen.println();
    }

    private Outcome finish(RunningSession running, Judge judge, PrintStream screen) throws InterruptedException {
        var printed = new CountDownLatch(1);
        var onSignal = Thread.ofPlatform().unstarted(() -> cancel(running, printed, terminal.err()));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            var outcome = running.await();
            var judged = judge.judged(outcome);
            report(outcome, judged, screen);
            return judged;
        } finally {
            printed.countDown();
            forget(onSignal);
        }
    }

    /** Ctrl-C, SIGTERM or SIGHUP: the session ends with what it has, and that is printed before the process is gone. */
    private static void cancel(RunningSession running, CountDownLatch printed, PrintStream err) {
        running.cancel("interrupted by the user");
        try {
            if (!printed.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                err.println("the session did not end in time; its partial result is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is running, and does what it is for.
        }
    }

    /** A session that is not done says how to go on with it. */
    private void hint(Outcome outcome, PrintStream screen) {
        if (!(outcome instanceof Outcome.Completed)) {
            screen.println();
            var goOn = GoOn.behind(outcome);
            screen.println(ink.quiet("go on with: " + goOn.command()));
            if (!goOn.remark().isEmpty()) {
                screen.println(ink.quiet("            " + goOn.remark()));
            }
        }
    }

    private void report(Outcome outcome, Outcome judged, PrintStream screen) {
        new FinalTable(screen, ink).print(judged, source.isSimulated());
        hint(outcome, screen);
        screen.flush();
        if (judged instanceof Outcome.Failed failed) {
            terminal.err().println("agent: " + failed.detail());
        }
        if (options.json()) {
            terminal.out().println(new JsonResult().line(judged));
            terminal.out().flush();
        }
    }
}
