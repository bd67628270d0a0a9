package dev.longhaul.samples;

import dev.longhaul.runner.store.AgentHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The right to make what a new session is to find beside it: for each id of a home one process has it at a time. A session's lease comes
 * too late for that, as its agent is put together with those files. The system takes the right back when the process ends, however it
 * ends.
 *
 * <p>It is a lock on one byte of a file, whose place the id says: the file stays, so that nobody locks one that is just removed.
 */
final class Beginning {

    private final AgentHome home;
    private final String id;

    Beginning(AgentHome home, String id) {
        this.home = home;
        this.id = id;
    }

    /**
     * Works while nobody else can begin this session.
     *
     * @throws IllegalArgumentException if somebody is about to; nothing was done
     */
    <T> T alone(Callable<T> work) throws Exception {
        try (var channel = FileChannel.open(home.beginnings(), StandardOpenOption.WRITE);
                var lock = lock(channel)) {
            if (lock == null) {
                throw new IllegalArgumentException("another process is about to begin a session " + id
                        + ": give the new one another --session id, or go on with that one later: ./agent resume "
                        + id);
            }
            return work.call();
        }
    }

    private @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(place(), 1, false);
        } catch (OverlappingFileLockException e) {
            // It is another command of this process.
            return null;
        }
    }

    /** Of 2^62, so that two ids hardly ever share one; then one of them would be refused while the other is begun. */
    private long place() {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits() >>> 2;
    }
}
