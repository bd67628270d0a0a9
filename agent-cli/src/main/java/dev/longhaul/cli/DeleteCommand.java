package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import picocli.CommandLine.Command;

/** Deletes a session. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Delete a session with its sub-agents and the files that only they need. There is no way back.")
final class DeleteCommand extends IdCommand {

    DeleteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        store.delete(session);
        out().println("session " + session + " is deleted");
        return ExitCode.COMPLETED;
    }
}
