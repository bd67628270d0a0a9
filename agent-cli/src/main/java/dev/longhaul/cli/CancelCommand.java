package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.SessionSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a session. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "End a session that runs, was interrupted, or waits for a person. It can still be resumed.")
final class CancelCommand extends IdCommand {

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the journal.")
    private String reason = "";

    CancelCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        var why = reason.isBlank() ? "cancelled by " + me() : reason;
        var caller = store.find(session).flatMap(SessionSummary::parent);
        var done = sessions(store).cancel(session, why);
        return told(
                done,
                "cancelled",
                caller.isEmpty() ? "" : "its caller " + caller.get() + " is told so; " + goOn(store, session));
    }
}
