package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.runner.store.SessionSummary;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists sessions. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description =
                "List the sessions there are, the one that was written last at the head. A sub-agent's session is one of its own"
                        + " here, and so is what it billed.")
final class SessionsCommand implements Callable<Integer> {

    private static final int TASK_CHARS = 48;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    SessionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var store = home.openToRead(terminal.environment())) {
            var all = store.list();
            if (json) {
                terminal.out().println(array(all));
            } else {
                print(all, terminal.out());
            }
            return ExitCode.COMPLETED;
        }
    }

    private static void print(List<SessionSummary> all, PrintStream out) {
        if (all.isEmpty()) {
            out.println("no sessions yet: ./agent demo makes one");
            return;
        }
        out.println("%-20s %-22s %7s %12s  %-19s  %s"
                .formatted("SESSION", "STATE", "EVENTS", "BILLED", "LAST EVENT", "TASK"));
        for (var one : all) {
            out.println("%-20s %-22s %,7d %,12d  %-19s  %s"
                    .formatted(
                            Ink.line(one.id()),
                            state(one),
                            one.events(),
                            one.billedTokens(),
                            TIME.format(one.updated().atZone(ZoneId.systemDefault())),
                            one.damage().isEmpty() ? task(one) : damage(one)));
        }
    }

    /** How a session stands, in a word or two. */
    static String state(SessionSummary one) {
        if (!one.damage().isEmpty()) {
            return "damaged";
        }
        return one.holder()
                .map(lease -> "running (" + lease.holder().pid() + ")")
                .or(() -> one.outcome().map(kind -> kind.name().toLowerCase(Locale.ROOT)))
                .orElse("interrupted");
    }

    private static String damage(SessionSummary one) {
        return "its entry in the list: " + Ink.harmless(one.damage()) + "; what happened says ./agent show "
                + Ink.line(one.id());
    }

    private static String task(SessionSummary one) {
        return start(one.parent().map(parent -> "(of " + parent + ") ").orElse("") + one.task());
    }

    private static String start(String task) {
        var line = Ink.line(task);
        return line.length() <= TASK_CHARS ? line : line.substring(0, TASK_CHARS - 3) + "...";
    }

    private static String array(List<SessionSummary> all) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var one : all) {
            array.addObject()
                    .put("session", one.id())
                    .put("state", state(one).replaceAll(" .*", ""))
                    .put("reason", one.reason())
                    .put("model", one.model())
                    .put("task", one.task())
                    .put("parent", one.parent().orElse(null))
                    .put("created", one.created().toString())
                    .put("updated", one.updated().toString())
                    .put("events", one.events())
                    .put("billedTokens", one.billedTokens())
                    .put("damage", one.damage());
        }
        return array.toString();
    }
}
