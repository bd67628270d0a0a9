package dev.longhaul.cli;

import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.tools.workspace.FileHistory;
import dev.longhaul.tools.workspace.Restoration;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the files of a session back, all of them or, without force, none, and says which. */
record FilesBack(AgentHome home, FileHistory history, String session, long seq, boolean force, PrintStream out)
        implements Runnable {

    private static final int NAMED = 10;

    /**
     * Puts them back.
     *
     * @throws IllegalArgumentException if a file was changed by others and there is no force, or is one of another home's
     *     sessions; no file is touched then
     */
    @Override
    public void run() {
        try {
            requireInNoOtherHome();
            requireOurs();
            tell(force ? history.restoreByForce(session, seq) : history.restore(session, seq));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the files of session " + session + " could not all be put back: " + e.getMessage()
                            + "; do it again to go on",
                    e);
        }
    }

    /** A copied home may know a workspace by where it was in the first one: that is not ours, by no force. */
    private void requireInNoOtherHome() throws IOException {
        var own = home.folder().toRealPath();
        for (var change : history.changes(session)) {
            var there = AgentHome.around(change.root())
                    .filter(found -> !found.folder().equals(own));
            if (change.seq() > seq && there.isPresent()) {
                throw new IllegalArgumentException("nothing was put back: " + change.root()
                        + " is a workspace of the sessions in " + there.get().folder() + ", not of those in "
                        + home.folder() + "; rewind it there, or here without --files");
            }
        }
    }

    private void requireOurs() throws IOException {
        var refused = history.preview(session, seq).refused();
        if (!force && !refused.isEmpty()) {
            throw new IllegalArgumentException("nothing was put back: changed since by someone else, or by a command: "
                    + names(refused) + "; mend that by hand, or put them back all the same with --force");
        }
    }

    private static String names(List<Restoration.Refused> refused) {
        var named = refused.stream()
                .limit(NAMED)
                .map(file -> file.file().toString())
                .collect(Collectors.joining(", "));
        return refused.size() > NAMED ? named + " and " + (refused.size() - NAMED) + " more" : named;
    }

    private void tell(Restoration done) {
        done.restored().forEach(file -> out.println((Files.exists(file) ? "restored  " : "removed   ") + file));
        done.kept().forEach(kept -> out.println("kept      what stood in " + kept.file() + ": " + kept.copy()));
        done.refused().forEach(left -> out.println("left      " + left.file() + ": " + left.reason()));
        if (done.restored().isEmpty() && done.refused().isEmpty()) {
            out.println("no file had to be put back");
        }
    }
}
