package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says yes to calls that wait for a person. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Let calls run that wait for a person. A suspended session goes on when it is resumed.")
final class ApproveCommand extends IdCommand {

    @Option(names = "--call", paramLabel = "ID", description = "One call; all that wait unless given.")
    private @Nullable String call;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for the journal; the model does not read it.")
    private String reason = "";

    ApproveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        sessions(store).state(session).awaitingApproval().stream()
                .filter(awaited -> call == null || call.equals(awaited.call().id()))
                .forEach(this::show);
        var done = sessions(store).approve(session, call, reason, me());
        return told(done, "approved", "go on with: ./agent resume " + resumed(store, session));
    }
}
