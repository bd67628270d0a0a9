package dev.longhaul.samples;

import dev.longhaul.cli.AgentCommand;
import dev.longhaul.cli.Terminal;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.EchoBrain;
import dev.longhaul.samples.coding.CodingBrain;
import dev.longhaul.samples.support.SupportBrain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program behind {@code ./agent}: the session commands and the sample agents. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.system(), arguments));
    }

    /** Runs one command and gives its exit code. */
    static int run(Terminal terminal, String... arguments) {
        return AgentCommand.execute(commandLine(terminal), terminal, arguments);
    }

    /** All commands there are. */
    static CommandLine commandLine(Terminal terminal) {
        return AgentCommand.commandLine(brains(), terminal)
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new SupportCommand(terminal))
                .addSubcommand(new CodingCommand(terminal));
    }

    private static Map<String, Supplier<Brain>> brains() {
        var brains = new LinkedHashMap<String, Supplier<Brain>>();
        brains.put("auto", ToolWiseBrain::new);
        brains.put("support", SupportBrain::new);
        brains.put("coding", CodingBrain::new);
        brains.put("echo", EchoBrain::new);
        return brains;
    }
}
