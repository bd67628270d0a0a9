package dev.longhaul.samples;

import dev.longhaul.cli.ModelSource;
import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.SessionRun;
import dev.longhaul.cli.Terminal;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.SupportAgent;
import dev.longhaul.samples.support.SupportBrain;
import dev.longhaul.samples.support.SupportTools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job with nothing to set up. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A support agent works through a queue of tickets and lives through its compactions."
                + " The model is simulated: it knows only what it can see, so what a summary drops is forgotten.",
        footer = {
            "",
            "Try it:",
            "  ./agent demo                                     all tickets, several compactions",
            "  ./agent demo --no-default-pins                   the summary loses the task; see how early it ends",
            "  ./agent demo --budget-total-tokens 120000        the budget runs out; the agent wraps up (exit 3)",
            "  ./agent demo --fault always:ineffective-summary  compactions free nothing; the loop is broken (exit 3)"
        })
final class DemoCommand implements Callable<Integer> {

    /** The smallest trigger the API takes: more compactions to watch. */
    private static final long TRIGGER = 50_000;

    private static final int MOST_TICKETS = 10_000;

    private final Terminal terminal;

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--tickets",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many tickets wait in the queue (default ${DEFAULT-VALUE}).")
    private int tickets;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which tickets; the same seed makes the same ones (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private FaultOptions faults = new FaultOptions();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (tickets < 1 || tickets > MOST_TICKETS) {
            throw new IllegalArgumentException("--tickets " + tickets + ": give a number from 1 to " + MOST_TICKETS);
        }
        options.compactAtUnlessGiven(TRIGGER);
        var data = new DemoData(seed);
        return new DeskOfSession(options, terminal)
                .run(() -> new DeskOfSession.Opening(data.tickets(tickets), data.knowledge()), this::work);
    }

    private int work(DeskDatabase database) throws InterruptedException {
        var desk = database.desk();
        try (var source =
                ModelSource.simulatedUnlessGiven(options, terminal.environment(), SupportBrain::new, faults.plan())) {
            var agent = AgentRunner.builder().system(SupportAgent.SYSTEM).tools(new SupportTools(desk));
            int code = new SessionRun(options, source, terminal)
                    .run(
                            agent,
                            options.task(SupportAgent.TASK),
                            "Longhaul demo: a support agent, " + DeskSummary.tickets(desk.tickets()));
            DeskSummary.print(desk.processed(), desk.tickets(), terminal.screen(options.json()));
            return code;
        }
    }
}
