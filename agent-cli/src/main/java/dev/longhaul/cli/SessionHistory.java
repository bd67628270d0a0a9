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
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The file histories beside the sessions of a home, each in its session's files, in a folder {@code changes/SESSION}. Agents that
 * change files keep theirs here, so that {@code rewind --files} finds it. A fork has a copy of the first session's, from which
 * its own is made when it is asked for: the first session may be gone by then.
 *
 * <p>A workspace beside a session is known by its path from there: a fork, and a session in a home that was copied, have one
 * of their own. One that is elsewhere is that of all of them.
 */
public record SessionHistory(AgentHome home, SessionStore store) {

    private static final String FOLDER = "changes";

    /**
     * The history of a session, begun now if there is none. That of a fork begins with what the first session changed.
     *
     * @throws UncheckedIOException if it cannot be read or made
     */
    public FileHistory of(String session) {
        return find(session).orElseGet(() -> {
            home.filesOf(session);
            return history(session, session);
        });
    }

    /** The history of a session; empty if it has none, and had none that it was forked from. */
    Optional<FileHistory> find(String session) {
        return find(session, session, forks(session));
    }

    /** @param forks that led to {@code session}, oldest first */
    private Optional<FileHistory> find(String owner, String session, List<SessionEvent.Forked> forks) {
        var folder = folder(owner, session);
        if (Files.isDirectory(folder)) {
            return Optional.of(history(owner, session));
        }
        if (forks.isEmpty()) {
            return Optional.empty();
        }
        var fork = forks.getLast();
        return find(owner, fork.from(), forks.subList(0, forks.size() - 1))
                .map(other -> forked(folder, other, fork, session));
    }

    private List<SessionEvent.Forked> forks(String session) {
        try (var entries = store.stream(session, 0)) {
            return entries.map(JournalEntry::event)
                    .filter(SessionEvent.Forked.class::isInstance)
                    .map(SessionEvent.Forked.class::cast)
                    .toList();
        }
    }

    private FileHistory forked(Path folder, FileHistory other, SessionEvent.Forked fork, String session) {
        try {
            return FileHistory.forked(folder, other, fork.from(), fork.at(), session, UnaryOperator.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the file history of session " + fork.from() + " cannot be made one of its fork " + session + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private FileHistory history(String owner, String session) {
        return FileHistory.movingWith(home.pathOf(owner), folder(owner, session));
    }

    private Path folder(String owner, String session) {
        return home.pathOf(owner).resolve(FOLDER).resolve(session);
    }
}
