package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.runner.Sessions;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.SessionSummary;
import dev.longhaul.session.AwaitedCall;
import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what happened in a session. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show what happened in a session, one line for each event, and how it stands.")
final class ShowCommand extends IdCommand {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Option(names = "--last", paramLabel = "N", description = "Only the last N events.")
    private @Nullable Long last;

    @Option(names = "--json", description = "One JSON object for each event instead: number, time, type and words.")
    private boolean json;

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(SessionStore store, String session) {
        if (last != null && last < 1) {
            throw new IllegalArgumentException("--last " + last + ": give 1 or more, or leave it out for all events");
        }
        var summary = store.find(session).orElseThrow();
        long after = last == null ? 0 : Math.max(0, summary.events() - last);
        var checkpoints = sessions(store).checkpoints(session).stream()
                .collect(Collectors.toMap(Sessions.Checkpoint::seq, Function.identity()));
        // An answer names no more than the id of its call.
        var asked = new HashMap<String, String>();
        store.stream(session, after).forEach(entry -> {
            if (entry.event() instanceof SessionEvent.ApprovalAsked ask) {
                asked.put(ask.call().id(), ask.call().name());
            }
            print(entry, checkpoints, asked);
        });
        if (!json) {
            stands(store, summary);
        }
        return ExitCode.COMPLETED;
    }

    private void print(JournalEntry entry, Map<Long, Sessions.Checkpoint> checkpoints, Map<String, String> asked) {
        var checkpoint = checkpoints.get(entry.seq());
        var words = Timeline.words(entry.event(), asked)
                + (checkpoint == null ? "" : " [checkpoint " + checkpoint.number() + "]");
        out().println(json ? object(entry, words) : line(entry, words));
    }

    private static String line(JournalEntry entry, String words) {
        return "%5d  %s  %s".formatted(entry.seq(), TIME.format(entry.at().atZone(ZoneId.systemDefault())), words);
    }

    private static String object(JournalEntry entry, String words) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", entry.seq())
                .put("at", entry.at().toString())
                .put("type", type(entry.event()))
                .put("words", words)
                .toString();
    }

    private static String type(SessionEvent event) {
        return event.getClass().getSimpleName();
    }

    private void awaited(AwaitedCall awaited) {
        var call = new WholeCall(awaited.call(), awaited.why());
        out().println("waits    " + Ink.exact(awaited.call().id()) + ": " + call.name() + call.because());
        call.arguments().forEach(out()::println);
    }

    private void subAgent(SessionSummary child) {
        out().println("agent    " + child.id() + ", " + SessionsCommand.state(child)
                + (child.reason().isEmpty() ? "" : " (" + child.reason() + ")"));
    }

    private void stands(SessionStore store, SessionSummary summary) {
        out().println();
        out().println("session  " + summary.id() + ", " + SessionsCommand.state(summary)
                + (summary.reason().isEmpty() ? "" : " (" + summary.reason() + ")"));
        if (summary.reason().equals(Ending.APPROVAL)) {
            sessions(store).state(summary.id()).awaitingApproval().forEach(this::awaited);
        }
        if (!summary.damage().isEmpty()) {
            out().println("damaged  its entry in the list of sessions: " + Ink.harmless(summary.damage()));
        }
        summary.parent().ifPresent(parent -> out().println("parent   " + parent + ", which has it as a sub-agent"));
        var agents = store.list().stream()
                .filter(one -> one.parent().filter(summary.id()::equals).isPresent())
                .sorted(Comparator.comparing(SessionSummary::created))
                .toList();
        agents.forEach(this::subAgent);
        out().println("model    " + summary.model());
        out().println("billed   %,d tokens".formatted(summary.billedTokens())
                + (agents.isEmpty() ? "" : ", and by its sub-agents what ./agent cost " + summary.id() + " says"));
    }
}
