package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.Verification;
import picocli.CommandLine.Command;

/** Checks a journal. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Check the journal of a session against its hashes; names the first event that is not what was written"
                        + " (exit 1).")
final class VerifyCommand extends IdCommand {

    VerifyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(SessionStore store, String session) {
        return switch (store.verify(session)) {
            case Verification.Sound sound -> {
                out().println("session %s is sound: %,d events, the last hash is %s"
                        .formatted(session, sound.events(), sound.hash()));
                yield ExitCode.COMPLETED;
            }
            case Verification.Damaged damaged -> {
                terminal()
                        .err()
                        .println("agent: event %,d of session %s is damaged: %s"
                                .formatted(damaged.seq(), session, damaged.what()));
                yield ExitCode.FAILED;
            }
        };
    }
}
