package dev.longhaul.runner.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each opening of the store keeps a file of its own locked. The system lets go of the lock when the process ends, however it
 * ends, and never sooner: so a killed process is known to be dead at once, and one that hangs is not robbed.
 */
final class LockedHolders implements HolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LockedHolders.class);

    private final Path folder;
    private final String process = processName();
    private final String instance = process + "-" + UUID.randomUUID();
    private @Nullable FileChannel mine;
    private boolean closed;

    LockedHolders(Path folder) {
        this.folder = folder;
    }

    /** A process id alone comes again. */
    private static String processName() {
        var self = ProcessHandle.current();
        long started = self.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
        return self.pid() + "-" + started;
    }

    private Path file(String name) {
        return folder.resolve(name + ".lock");
    }

    @Override
    public synchronized String instance() throws IOException {
        if (closed) {
            throw new IOException("the store is closed");
        }
        if (mine == null) {
            mine = locked(file(instance));
        }
        return instance;
    }

    private FileChannel locked(Path file) throws IOException {
        OwnerOnly.folder(folder);
        OwnerOnly.file(file);
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("the file " + file + ", which is new, is locked by another process");
        }
        return channel;
    }

    @Override
    public boolean isMine(String name) {
        return name.equals(instance);
    }

    @Override
    public long until() {
        return 0;
    }

    /**
     * Never opens a file that this process has locked: on some systems, closing it again would let go of the lock (see {@link
     * java.nio.channels.FileLock}). Of this process's own it is enough that the file is there. Whose lock this user may not open is
     * perhaps alive, and so not robbed.
     */
    @Override
    public boolean isAlive(String other, long heldUntil) throws IOException {
        var file = file(other);
        if (other.startsWith(process + "-")) {
            return Files.exists(file);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            try (var lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                if (lock == null) {
                    return true;
                }
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            LOG.debug("Whether the holder is alive cannot be seen: {} may not be opened", file);
            return true;
        } catch (OverlappingFileLockException e) {
            // Another opening in this process asks the same, and was given the lock: so its owner has not got it.
            return false;
        }
        tidy(file);
        return false;
    }

    /** Of a dead process; where nothing can be written it stays. */
    private static void tidy(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("The lock of a process that is gone, {}, cannot be removed", file, e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (mine != null) {
            try {
                Files.deleteIfExists(file(instance));
                mine.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
