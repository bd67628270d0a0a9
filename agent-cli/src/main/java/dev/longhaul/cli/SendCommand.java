package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says something to a session. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Say something to the model of a session. It is heard at the next safe point if the session runs,"
                + " else when it is resumed; one that completed can be resumed to answer it.")
final class SendCommand extends IdCommand {

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    private List<String> words = List.of();

    SendCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        var done = sessions(store).send(session, String.join(" ", words));
        return told(done, "sent", goOn(store, session));
    }
}
