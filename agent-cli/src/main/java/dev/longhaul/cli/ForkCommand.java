package dev.longhaul.cli;

import dev.longhaul.runner.SessionIds;
import dev.longhaul.runner.store.SessionStore;
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
        var other = id == null ? SessionIds.fresh() : id;
        // So that what is copied has the whole history of files in it.
        new SessionHistory(home(), store).find(session);
        sessions(store).fork(session, at, other, me());
        out().println("session " + other + " begins where " + session + " stood at event " + at + "; "
                + goOn(store, other));
        return ExitCode.COMPLETED;
    }
}
