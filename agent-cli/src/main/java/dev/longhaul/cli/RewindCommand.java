package dev.longhaul.cli;

import dev.longhaul.runner.Sessions;
import dev.longhaul.runner.store.SessionStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a session back. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description =
                "Take a session back to a checkpoint. What came since stays in the journal, and paid for, but is not part"
                        + " of the work any more.",
        footer = {"", "Checkpoints are in: ./agent show SESSION"})
final class RewindCommand extends IdCommand {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "CHECKPOINT",
            description = "The number of the checkpoint, counted from 1.")
    private int to;

    @Option(
            names = "--files",
            description =
                    "Put the files back, too, that the agent's file tools changed since. What commands changed stays.")
    private boolean files;

    @Option(
            names = "--force",
            description = "With --files: put back what others changed meanwhile, too; what stands there is kept.")
    private boolean force;

    RewindCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        var sessions = sessions(store);
        var checkpoint = find(sessions.checkpoints(session), session);
        if (force && !files) {
            throw new IllegalArgumentException("--force is for files: give --files, too, or leave it out");
        }
        sessions.rewind(session, checkpoint.seq(), me(), files ? back(store, session, checkpoint.seq()) : () -> {});
        out().println("session " + session + " stands at checkpoint " + to + ", event " + checkpoint.seq() + "; "
                + goOn(store, session));
        return ExitCode.COMPLETED;
    }

    private Runnable back(SessionStore store, String session, long seq) {
        var history = new SessionHistory(home(), store)
                .find(session)
                .orElseThrow(() -> new IllegalArgumentException("session " + session
                        + " has no file history: its agent keeps none; take it back without --files"));
        return new FilesBack(home(), history, session, seq, force, out());
    }

    private Sessions.Checkpoint find(List<Sessions.Checkpoint> all, String session) {
        return all.stream()
                .filter(checkpoint -> checkpoint.number() == to)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        all.isEmpty()
                                ? "session " + session
                                        + " has no checkpoint to go back to: its context was never compacted"
                                : "session " + session + " has no checkpoint " + to + ": give a number from 1 to "
                                        + all.size()));
    }
}
