package dev.longhaul.cli;

import dev.longhaul.runner.SessionIds;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.SessionSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begins another session where one stood. */
@Command(
        name = "fork",
        mixinStandardHelpOptions = true,
        description =
                "Begin another session that stands where this one stood behind an event; the first stays as it is.",
        footer = {"", "Event numbers are in: ./agent show SESSION"})
final class ForkCommand extends IdCommand {

    @Option(
            names = "--at",
            required = true,
            paramLabel = "EVENT",
            description = "The number of the last event that the new session has in common with this one.")
    private long at;

    @Option(names = "--session", paramLabel = "ID", description = "The id to give the new session.")
    private @Nullable String id;

    ForkCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        requireNoSubAgent(store, session);
        var other = id == null ? SessionIds.fresh() : id;
        // So that what is copied has the whole history of files in it.
        new SessionHistory(home(), store).find(session);
        sessions(store).fork(session, at, other, me());
        out().println("session " + other + " begins where " + session + " stood at event " + at + "; "
                + goOn(store, other));
        return ExitCode.COMPLETED;
    }

    /** Its caller would know nothing of the fork, and nobody else could go on with it. */
    private static void requireNoSubAgent(SessionStore store, String session) {
        if (store.find(session).flatMap(SessionSummary::parent).isPresent()) {
            throw new IllegalArgumentException("session " + session
                    + " is a sub-agent, which only its caller goes on with: fork that one: " + resumed(store, session));
        }
    }
}
