package dev.longhaul.cli;

import dev.longhaul.emulator.Brain;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code agent}, which has others. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        version = "Longhaul 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        description = "Long-running agents that survive compaction and stop on budget.",
        footerHeading = "%nExit codes: 0 completed, 1 failed, 2 usage error, 3 wrapped up, 4 stopped, 5 suspended,"
                + " 130 cancelled (143 by SIGTERM, 129 by SIGHUP).%n",
        footer = {
            "Environment: ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL. With neither, a simulated model answers.",
            "AGENT_HOME: where sessions are kept (default ~/.longhaul).",
            "",
            "First steps:",
            "  ./agent demo              a support agent works 24 tickets through its compactions, no key needed",
            "  ./agent support --help    the same agent on your own files",
            "  ./agent coding            a coding agent mends a small project; --workspace DIR --task TEXT for yours",
            "  ./agent sessions          what was run; show, resume, fork, rewind, verify take a session's id"
        })
public final class AgentCommand implements Callable<Integer> {

    private static final int HELP_WIDTH = 110;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private AgentCommand() {}

    /**
     * The command line with its built-in commands; more are added by {@link CommandLine#addSubcommand(Object)}.
     *
     * @param brains who may answer in the emulator, by name; must hold {@code auto}
     */
    public static CommandLine commandLine(Map<String, Supplier<Brain>> brains, Terminal terminal) {
        return new CommandLine(new AgentCommand())
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .addSubcommand(new EmulatorCommand(brains, terminal))
                .addSubcommand(new SessionsCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new ResumeCommand(terminal))
                .addSubcommand(new SendCommand(terminal))
                .addSubcommand(new RaiseCommand(terminal))
                .addSubcommand(new CostCommand(terminal))
                .addSubcommand(new CancelCommand(terminal))
                .addSubcommand(new ApproveCommand(terminal))
                .addSubcommand(new DenyCommand(terminal))
                .addSubcommand(new ForkCommand(terminal))
                .addSubcommand(new RewindCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new DeleteCommand(terminal));
    }

    /**
     * Runs a command line with this program's way of reporting errors.
     *
     * @return the exit code
     */
    public static int execute(CommandLine commandLine, Terminal terminal, String... arguments) {
        commandLine.addSubcommand(new HelpCommand());
        PlainValues.readFor(commandLine);
        int code = commandLine
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Complaints())
                .setExecutionExceptionHandler(new Complaints())
                .setExecutionStrategy(new Logs(new CommandLine.RunLast()))
                .execute(arguments);
        return terminal.out().checkError() ? unheard(terminal, code) : code;
    }

    /** Half of an export must not pass for one. */
    private static int unheard(Terminal terminal, int code) {
        terminal.err()
                .println(
                        "agent: not all of the output could be written: standard output is closed, or its disk is full");
        return code == ExitCode.COMPLETED ? ExitCode.FAILED : code;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
