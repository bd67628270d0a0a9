package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.Verification;
import picocli.CommandLine.Command;

/** Checks a journal. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Check the journal of a session against its hashes, and its entry in the list against the journal; names the"
                        + " first event that is not what was written (exit 1).")
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
            case Verification.ListedWrongly wrongly -> {
                terminal()
                        .err()
                        .println("agent: the %,d events of session %s are sound, and its entry in the list is not: %s"
                                .formatted(wrongly.events(), session, Ink.harmless(wrongly.what())));
                yield ExitCode.FAILED;
            }
            case Verification.LetterUnreadable letter -> {
                terminal()
                        .err()
                        .println("agent: the %,d events of session %s are sound, and what was left for it is not: %s"
                                .formatted(letter.events(), session, Ink.harmless(letter.what())));
                yield ExitCode.FAILED;
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
