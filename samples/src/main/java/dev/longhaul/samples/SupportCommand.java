package dev.longhaul.samples;

import dev.longhaul.cli.ModelSource;
import dev.longhaul.cli.OutsideHome;
import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.SessionRun;
import dev.longhaul.cli.Terminal;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.DeskFiles;
import dev.longhaul.samples.support.OutFile;
import dev.longhaul.samples.support.SupportAgent;
import dev.longhaul.samples.support.SupportBrain;
import dev.longhaul.samples.support.SupportTools;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The support agent on files of the user's own. */
@Command(
        name = "support",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A support agent works through your queue of tickets and writes what became of each.",
        footer = {
            "",
            "The queue is a JSON array of objects with id, customer_name, customer_email, subject, description, category.",
            "The knowledge base is a JSON object: category -> array of article texts.",
            "Both are copied when the session begins; one that is resumed does not read the files again.",
            "",
            "Try it:",
            "  ./agent support --queue samples/support/queue.json --knowledge samples/support/knowledge.json \\",
            "      --out /tmp/done.json"
        })
final class SupportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--queue", required = true, paramLabel = "FILE", description = "The tickets to work on.")
    private Path queue = Path.of("");

    @Option(
            names = "--knowledge",
            required = true,
            paramLabel = "FILE",
            description = "The articles to look things up in.")
    private Path knowledge = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where the completed tickets go; written whole after every completion. A fork has a file of its own"
                            + " beside it, with the fork's id in its name.")
    private Path out = Path.of("");

    @Mixin
    private RunOptions options = new RunOptions();

    SupportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        requireOutsideHome(out);
        return new DeskOfSession(options, terminal)
                .run(
                        () -> new DeskOfSession.Opening(DeskFiles.queue(queue), DeskFiles.knowledge(knowledge)),
                        this::work);
    }

    private void requireOutsideHome(Path results) {
        new OutsideHome(options.home(terminal.environment())).requireFile("--out", results);
    }

    private int work(DeskDatabase database) throws InterruptedException {
        var own = ownOut();
        requireOutsideHome(own);
        var results = OutFile.at(own, queue, knowledge);
        var desk = database.desk(results);
        try (var source = ModelSource.open(options, terminal.environment(), SupportBrain::new, FaultPlan.none())) {
            var agent = AgentRunner.builder().system(SupportAgent.SYSTEM).tools(new SupportTools(desk));
            desk.writeTo(results);
            int code = new SessionRun(options, source, terminal)
                    .run(
                            agent,
                            options.task(SupportAgent.TASK),
                            "support agent, " + DeskSummary.tickets(desk.tickets()) + " from " + queue);
            desk.writeTo(results);
            var screen = terminal.screen(options.json());
            DeskSummary.print(desk.processed(), desk.tickets(), screen);
            screen.println("results        " + own + (own.equals(out) ? "" : "; " + out + " is its parent's"));
            return code;
        }
    }

    /** The options of a fork are its parent's, whose results are not the fork's to overwrite. */
    private Path ownOut() {
        return options.isResumed() && new SessionFolder(options, terminal).isOfAFork()
                ? OutFile.ofFork(out, options.sessionId())
                : out;
    }
}
