package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the file tools changed, so that it can be undone: a list of changes that only grows, and a copy of each file as it was
 * before, both on the disk before a file is touched. It lives in a folder of its own, outside of the workspace, and knows
 * nothing of the store that keeps the sessions. What commands change is not in it.
 *
 * <p>Thread-safe. Several processes may write to one folder, for sessions of their own.
 */
public final class FileHistory {

    /** A call that runs again after a crash is one of the last. */
    private static final int REMEMBERED = 1_000;

    private final Path folder;
    private final ChangeLog log;
    private final ContentStore copies;
    private final Roots roots;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, FileChange> latest = new LinkedHashMap<>();

    private FileHistory(Path folder, @Nullable Path base, InstantSource clock) throws IOException {
        this.folder = DurableFolder.make(folder);
        this.roots = new Roots(base == null ? null : base.toRealPath());
        this.log = new ChangeLog(this.folder);
        this.copies = new ContentStore(DurableFolder.make(this.folder.resolve("copies")));
        this.clock = clock;
        log.each(line -> {
            if (line.isChange()) {
                remember(line.change(roots));
            }
        });
    }

    /**
     * The history in a folder, which is made if need be, for its owner only.
     *
     * @throws IllegalArgumentException if it cannot be used as one
     */
    public static FileHistory in(Path folder) {
        return in(folder, InstantSource.system());
    }

    /** The same, with a clock that tells when changes are made. */
    public static FileHistory in(Path folder, InstantSource clock) {
        return open(folder, null, clock);
    }

    /**
     * The history in a folder that is moved and copied together with workspaces: those inside {@code base} are known by their
     * path from there. So the history in a copy puts back the files of the copy, and leaves those of the original alone. Any
     * other workspace stays where it is for all copies.
     *
     * @param base a folder around the history and workspaces
     * @throws IllegalArgumentException if it cannot be used as one
     */
    public static FileHistory movingWith(Path base, Path folder) {
        return open(folder, base, InstantSource.system());
    }

    private static FileHistory open(Path folder, @Nullable Path base, InstantSource clock) {
        try {
            return new FileHistory(folder, base, clock);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the folder " + folder + " cannot hold a file history: " + e + ". Give one that can be written to",
                    e);
        }
    }

    /**
     * The history of a fork, which begins with what the first session changed: its files can be put back to places before the
     * fork, too. The folder is there as a whole or not at all.
     *
     * <p>If another process makes it at the same time, the one that is done first counts for both.
     *
     * @param folder which is not there yet
     * @param from the session that was forked
     * @param upTo the last event that both have in common
     * @param session the fork
     * @param elsewhere where a workspace is for the fork, by where it was; the same for one that both work in, or that was copied
     *     with the history that {@link #movingWith moves with it}
     * @throws IOException if it cannot be read or written
     */
    public static FileHistory forked(
            Path folder, FileHistory other, String from, long upTo, String session, UnaryOperator<Path> elsewhere)
            throws IOException {
        // Whoever else makes it at the same time has a folder of its own.
        var begun = DurableFolder.make(folder.resolveSibling(folder.getFileName() + "~" + UUID.randomUUID()));
        try {
            var history = new FileHistory(begun, other.roots.base(), other.clock);
            for (var change : other.changes(from)) {
                if (change.seq() <= upTo) {
                    var before = change.before() == null ? null : other.copies.read(change.before());
                    history.willChange(change.of(session, elsewhere.apply(change.root())), before);
                }
            }
            moveUnlessThere(begun, folder);
        } finally {
            DurableFolder.remove(begun);
        }
        return open(folder, other.roots.base(), other.clock);
    }

    private static void moveUnlessThere(Path begun, Path folder) throws IOException {
        try {
            Files.move(begun, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // One that is there was made of the same changes, and may have more by now.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** The changes of a session that were not undone, oldest first. Reads the whole list. */
    public List<FileChange> changes(String session) throws IOException {
        var changes = new ArrayList<FileChange>();
        log.each(line -> {
            if (!line.session().equals(session)) {
                return;
            }
            if (line.isChange()) {
                changes.add(line.change(roots));
            } else {
                changes.removeIf(change -> change.seq() > line.seq()
                        && change.path().equals(line.path())
                        && change.root().equals(roots.read(line.root())));
            }
        });
        return changes;
    }

    /**
     * Puts the files of a session back as they were right after its event {@code seq}, newest change first. A file that was
     * changed since by someone else, or by a command, is left as it is and named; all others are put back. Doing it again
     * after a crash completes it. Folders that were made stay.
     *
     * @param seq a place in the session's journal; 0 undoes all
     * @throws IOException if history or files cannot be read or written; what was put back until then stays so
     */
    public Restoration restore(String session, long seq) throws IOException {
        return restore(session, seq, false);
    }

    /**
     * The same, and files that were changed since are put back too; what stood in them is kept and named. Still left alone are
     * those that are no files any more, or are too large to be kept.
     */
    public Restoration restoreByForce(String session, long seq) throws IOException {
        return restore(session, seq, true);
    }

    private Restoration restore(String session, long seq, boolean force) throws IOException {
        lock.lock();
        try {
            return new Restorer(copies, this::undone, force).restore(session, seq, changes(session));
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #restore} would do now; changes nothing. */
    public Restoration preview(String session, long seq) throws IOException {
        return Restorer.preview(seq, changes(session));
    }

    private void undone(String session, long seq, FileChange change) throws IOException {
        log.add(new ChangeLog.Line(
                ChangeLog.Line.UNDONE,
                session,
                seq,
                roots.written(change.root()),
                change.path(),
                null,
                null,
                clock.instant().toString()));
    }

    /** Held from the look at a file until it is changed. */
    Lock lock() {
        return lock;
    }

    Path folder() {
        return folder;
    }

    Instant now() {
        return clock.instant();
    }

    /** The last change that a call wrote down, if it is one of the last calls. */
    Optional<FileChange> ofCall(String session, long seq) {
        return Optional.ofNullable(latest.get(FileChange.key(session, seq)));
    }

    /** Writes a change down; it may be made when this returns. */
    void willChange(FileChange change, byte @Nullable [] before) throws IOException {
        if (before != null) {
            copies.keep(before);
        }
        log.add(ChangeLog.Line.of(change, roots));
        remember(change);
    }

    private void remember(FileChange change) {
        latest.remove(FileChange.key(change.session(), change.seq()));
        latest.put(FileChange.key(change.session(), change.seq()), change);
        if (latest.size() > REMEMBERED) {
            latest.remove(latest.keySet().iterator().next());
        }
    }
}
