package dev.longhaul.samples;

import dev.longhaul.cli.ModelSource;
import dev.longhaul.cli.OutsideHome;
import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.SessionHistory;
import dev.longhaul.cli.SessionRun;
import dev.longhaul.cli.Terminal;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.samples.coding.CodingAgent;
import dev.longhaul.samples.coding.CodingBrain;
import dev.longhaul.samples.coding.DemoProject;
import dev.longhaul.session.Outcome;
import dev.longhaul.tools.workspace.FileHistory;
import dev.longhaul.tools.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The coding agent on a folder of the user's own, or on a project that comes with it. */
@Command(
        name = "coding",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A coding agent works in a folder of yours: it lists, reads, searches, edits, and runs commands."
                + " What writes or runs needs your consent (or --yes): you are asked, and without a terminal the session is suspended (exit 5)."
                + " Without --workspace it mends a small broken project of its own, in a folder beside the session.",
        footer = {
            "",
            "Try it:",
            "  ./agent coding                    the demo: a simulated model, several compactions, green tests at the end",
            "  ./agent coding --no-inspector     nothing lost is put back: the one value that the fix needs is gone",
            "  ./agent coding --workspace . --task \"Find out why the tests fail and mend it\""
        })
final class CodingCommand implements Callable<Integer> {

    /** The smallest trigger the API takes: more compactions to watch. */
    private static final long DEMO_TRIGGER = 50_000;

    private static final String PROJECT = "workspace";

    private final Terminal terminal;

    @Option(names = "--workspace", paramLabel = "DIR", description = "The folder to work in; needs --task.")
    private @Nullable Path workspace;

    @Option(names = "--demo", description = "Mend the project that comes with the agent, as without --workspace.")
    private boolean demo;

    @Mixin
    private RunOptions options = new RunOptions();

    CodingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (workspace == null) {
            return demo();
        }
        if (demo) {
            throw new IllegalArgumentException("--demo brings its own folder: leave out --demo or --workspace");
        }
        return work(workspace);
    }

    private int work(Path folder) throws Exception {
        var task = options.task("");
        if (task.isBlank()) {
            throw new IllegalArgumentException("there is nothing to do in " + folder + ": say what, with --task");
        }
        new OutsideHome(options.home(terminal.environment())).requireFolder("--workspace", folder);
        var place = Workspace.at(folder);
        return begun(() -> {
            try (var source = ModelSource.open(options, terminal.environment(), CodingBrain::new, FaultPlan.none())) {
                return run(outcome -> outcome, place, source, task, "coding agent in " + place.root());
            }
        });
    }

    private int begun(Callable<Integer> session) throws Exception {
        if (options.isResumed()) {
            return session.call();
        }
        var folder = new SessionFolder(options, terminal);
        return folder.begin(() -> {
            try {
                return session.call();
            } catch (RuntimeException e) {
                folder.discardUnlessBegun(e);
                throw e;
            }
        });
    }

    private int demo() throws Exception {
        if (!options.task("").isBlank()) {
            throw new IllegalArgumentException(
                    "--task is for a folder of yours: name it with --workspace, or leave out --task for the demo");
        }
        options.compactAtUnlessGiven(DEMO_TRIGGER);
        return begun(() -> {
            var project = project();
            try (var source = ModelSource.simulatedUnlessGiven(
                    options, terminal.environment(), CodingBrain::new, FaultPlan.none())) {
                return demo(project, source);
            }
        });
    }

    /** What the simulated model does is known; a real one needs consent here as anywhere. */
    private int demo(DemoProject project, ModelSource source) throws InterruptedException {
        var place = Workspace.at(project.root());
        var headline = "Longhaul demo: a coding agent";
        return source.isSimulated()
                ? run(
                        outcome -> judged(outcome, project),
                        place.withoutApproval(),
                        source,
                        CodingAgent.DEMO_TASK,
                        headline,
                        "approved by the demo: all that the agent writes or runs, its model being simulated; it works in "
                                + project.root())
                : run(outcome -> judged(outcome, project), place, source, CodingAgent.DEMO_TASK, headline);
    }

    private DemoProject project() {
        var root = new SessionFolder(options, terminal).path().resolve(PROJECT);
        return options.isResumed() ? DemoProject.at(root) : DemoProject.create(root);
    }

    private int run(
            SessionRun.Judge judge, Workspace place, ModelSource source, String task, String headline, String... notes)
            throws InterruptedException {
        var agent = CodingAgent.on(place.history(history()), options.pinsByDefault());
        return new SessionRun(options, source, terminal).run(judge, agent, task, headline, notes);
    }

    private FileHistory history() {
        var home = options.home(terminal.environment());
        try (var store = SessionStore.open(home)) {
            return new SessionHistory(home, store).of(options.sessionId());
        }
    }

    /** Completed is only what is proven: the demo runs the tests once more itself. */
    private Outcome judged(Outcome outcome, DemoProject project) throws InterruptedException {
        if (!(outcome instanceof Outcome.Completed completed)) {
            return outcome;
        }
        boolean isGreen = isGreen(project);
        terminal.screen(options.json())
                .println("\nproject        "
                        + (isGreen ? "green: its tests pass, run once more" : "NOT green: its tests fail") + "; see "
                        + project.root());
        return isGreen
                ? completed
                : new Outcome.Failed(
                        completed.report(), "tests_failed", "the tests of the project fail; see " + project.root());
    }

    private static boolean isGreen(DemoProject project) throws InterruptedException {
        try {
            return project.isGreen();
        } catch (IOException e) {
            throw new UncheckedIOException("the tests of " + project.root() + " cannot be run: " + e.getMessage(), e);
        }
    }
}
