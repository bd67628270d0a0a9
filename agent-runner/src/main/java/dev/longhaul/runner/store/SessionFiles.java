package dev.longhaul.runner.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that agents keep beside their sessions. */
final class SessionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SessionFiles.class);

    /** No session can have an id with this in it. */
    private static final String UNFINISHED = "~";

    private SessionFiles() {}

    /**
     * Gives a session that does not exist yet a copy of another's folder, if there is one: whole, or not at all.
     *
     * @return whether there was one
     * @throws IllegalArgumentException if there are files in its place; they are left alone
     * @throws UncheckedIOException if it cannot be made; no part of it is left
     */
    static boolean copy(Path from, Path to) {
        requireNothingIn(to);
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        var half = to.resolveSibling(to.getFileName() + UNFINISHED);
        try {
            delete(half);
            SessionFilesCopy.copy(from, half);
            Files.deleteIfExists(to);
            Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
            OwnerOnly.sync(Objects.requireNonNull(to.getParent()));
            return true;
        } catch (DirectoryNotEmptyException e) {
            delete(half);
            throw inTheWay(to);
        } catch (IOException e) {
            delete(half);
            throw new UncheckedIOException("the files " + from + " cannot be copied to " + to + ": " + e, e);
        }
    }

    /** Whose files they are is not known; the new session would take them for its own, and its failure must not remove them. */
    private static void requireNothingIn(Path to) {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(to);
        }
        try (var files = Files.list(to)) {
            if (files.findAny().isPresent()) {
                throw inTheWay(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + to + " cannot be read: " + e, e);
        }
    }

    private static IllegalArgumentException inTheWay(Path to) {
        return new IllegalArgumentException(
                "there are files without a session in " + to + ": move them away, or give the new session another id");
    }

    /** Removes a folder, if it is there; links in it are removed, not followed. What cannot be removed is logged. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("The files of a session, {}, could not all be removed: {}", folder, e.getMessage());
        }
    }
}
