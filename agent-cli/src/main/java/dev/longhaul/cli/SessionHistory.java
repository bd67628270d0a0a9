package dev.longhaul.cli;

import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tools.workspace.FileHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file histories beside the sessions of a home, one for each session, in its files' folder {@code changes}. Agents that
 * change files keep theirs here, so that {@code rewind --files} finds it.
 */
public record SessionHistory(AgentHome home, SessionStore store) {

    private static final String FOLDER = "changes";

    /**
     * The history of a session, begun now if there is none. That of a fork begins with what the first session changed.
     *
     * @throws UncheckedIOException if the first session's cannot be read
     */
    public FileHistory of(String session) {
        return find(session).orElseGet(() -> FileHistory.in(folder(session)));
    }

    /** The history of a session; empty if neither it nor the one that it was forked from has any. */
    Optional<FileHistory> find(String session) {
        var folder = folder(session);
        return Files.isDirectory(folder)
                ? Optional.of(FileHistory.in(folder))
                : fork(session).flatMap(fork -> forked(fork, session, folder));
    }

    private Optional<SessionEvent.Forked> fork(String session) {
        try (var entries = store.stream(session, 0)) {
            return entries.map(JournalEntry::event)
                    .filter(SessionEvent.Forked.class::isInstance)
                    .map(SessionEvent.Forked.class::cast)
                    .reduce((before, after) -> after);
        }
    }

    private Optional<FileHistory> forked(SessionEvent.Forked fork, String session, Path folder) {
        return find(fork.from()).map(other -> {
            try {
                return FileHistory.forked(
                        folder, other, fork.from(), fork.at(), session, root -> moved(root, fork.from(), session));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the file history of session " + fork.from() + " cannot be copied to its fork " + session + ": "
                                + e.getMessage(),
                        e);
            }
        });
    }

    /** A workspace beside a session is copied for its fork; one elsewhere is that of both. */
    private Path moved(Path root, String from, String session) {
        try {
            var before = home.filesOf(from).toRealPath();
            return root.startsWith(before) ? home.filesOf(session).toRealPath().resolve(before.relativize(root)) : root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String session) {
        return home.filesOf(session).resolve(FOLDER);
    }
}
