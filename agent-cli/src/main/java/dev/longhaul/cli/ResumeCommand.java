package dev.longhaul.cli;

import dev.longhaul.session.AgentName;
import dev.longhaul.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a session: its journal says which command began it, and how. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Go on with a session that was interrupted, cancelled, suspended or stopped. Its journal knows the agent"
                        + " and the options it was started with.")
final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "SESSION", description = "The session's id; see: ./agent sessions")
    private String session = "";

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "A Messages API server, if it is another one than before.")
    private @Nullable String baseUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "The model, if it is another one than before.")
    private @Nullable String model;

    @Option(names = "--yes", description = "Approve every tool call from now on.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON object as the last line of standard output.")
    private boolean json;

    @Option(names = "--debug", description = "Show stack traces and the log.")
    private boolean debug;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        var agent = agent();
        if (!root.getSubcommands().containsKey(agent.name())) {
            throw new IllegalArgumentException("session " + session + " belongs to "
                    + (agent.name().isEmpty() ? "an agent without a name" : "the agent \"" + agent.name() + "\"")
                    + ", which this program does not know: resume it with the program that began it");
        }
        return root.execute(arguments(agent).toArray(String[]::new));
    }

    private AgentName agent() {
        try (var store = home.open(terminal.environment())) {
            return store.stream(session, 0)
                    .findFirst()
                    .map(first -> agentOf((SessionEvent.Started) first.event()))
                    .orElseThrow(() -> new NoSuchElementException("there is no session " + session + " in "
                            + home.home(terminal.environment()).folder() + "; see: ./agent sessions"));
        }
    }

    private static AgentName agentOf(SessionEvent.Started start) {
        if (start.parent() != null) {
            throw new IllegalArgumentException("session %s is a sub-agent of session %s: ./agent resume %s"
                    .formatted(
                            start.sessionId(),
                            start.parent().sessionId(),
                            start.parent().sessionId()));
        }
        return start.agent();
    }

    private List<String> arguments(AgentName agent) {
        var arguments = new ArrayList<String>();
        arguments.add(agent.name());
        for (var option : agent.options()) {
            boolean replaced = (baseUrl != null && (option.startsWith("--base-url") || option.equals("--simulated")))
                    || (model != null && option.startsWith("--model="));
            if (!replaced) {
                arguments.add(option);
            }
        }
        arguments.add("--home=" + home.home(terminal.environment()).folder());
        arguments.add("--resume=" + session);
        addUnlessNull(arguments, "--base-url=", baseUrl);
        addUnlessNull(arguments, "--model=", model);
        if (yes && !arguments.contains("--yes")) {
            arguments.add("--yes");
        }
        if (json) {
            arguments.add("--json");
        }
        if (debug) {
            arguments.add("--debug");
        }
        return arguments;
    }

    private static void addUnlessNull(List<String> arguments, String option, @Nullable String value) {
        if (value != null) {
            arguments.add(option + value);
        }
    }
}
