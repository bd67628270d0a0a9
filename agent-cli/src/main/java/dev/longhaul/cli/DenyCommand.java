package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says no to calls that wait for a person. */
@Command(
        name = "deny",
        mixinStandardHelpOptions = true,
        description = "Keep calls from running that wait for a person. The model is told when the session is resumed.")
final class DenyCommand extends IdCommand {

    @Option(names = "--call", paramLabel = "ID", description = "One call; all that wait unless given.")
    private @Nullable String call;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why not; the model reads it.")
    private String reason = "";

    DenyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        sessions(store).state(session).awaitingApproval().stream()
                .filter(awaited -> call == null || call.equals(awaited.call().id()))
                .forEach(this::show);
        var done = sessions(store).deny(session, call, reason, me());
        return told(done, "denied", "go on with: ./agent resume " + resumed(store, session));
    }
}
