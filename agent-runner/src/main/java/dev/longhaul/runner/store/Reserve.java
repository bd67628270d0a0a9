package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is there to be removed. SQLite needs room to delete, and even to look at what there is: on a full disk this
 * file gives way to it. Thread-safe, across processes too.
 */
final class Reserve {

    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    /** Bytes: several times what deleting a session of 20,000 events takes. */
    private static final int SIZE = 2 << 20;

    private static final int PIECE = 1 << 16;

    /** Kept only where the disk has so many times its size left. */
    private static final int COMFORT = 16;

    private final @Nullable Path file;

    private Reserve(@Nullable Path file) {
        this.file = file;
    }

    static Reserve in(AgentHome home) {
        return new Reserve(home.reserve());
    }

    /** Where somebody else looks after the disk. */
    static Reserve none() {
        return new Reserve(null);
    }

    /** Does the work; where the disk is full, once more with what was kept back. */
    <T> T lend(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreFullException e) {
            requireSome(e);
            return release() ? work.get() : withWhatOthersReleased(work);
        }
    }

    /** The same for work that needs the room for a moment only: what is left of it then is kept back again. */
    <T> T lendForAMoment(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreFullException e) {
            requireSome(e);
            if (!release()) {
                return work.get();
            }
            try {
                return work.get();
            } finally {
                restore();
            }
        }
    }

    private void requireSome(StoreFullException full) {
        if (file == null) {
            throw full;
        }
    }

    /** The file is gone: another process has the room for a moment, or has given it back since. */
    private <T> T withWhatOthersReleased(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreFullException e) {
            if (!release()) {
                throw e;
            }
            return work.get();
        }
    }

    /** As far as there is room. */
    private void restore() {
        try {
            fill(Objects.requireNonNull(file));
        } catch (IOException e) {
            LOG.debug("The reserve {} is smaller now", file, e);
        }
    }

    private boolean release() {
        try {
            return file != null && Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("The reserve {} could not be removed", file, e);
            return false;
        }
    }

    /** Keeps it from now on, if there is room enough; does nothing if it is there. */
    void keep() {
        if (file == null) {
            return;
        }
        try {
            if (Files.exists(file) && Files.size(file) == SIZE) {
                return;
            }
            if (Files.getFileStore(file.getParent()).getUsableSpace() >= (long) COMFORT * SIZE) {
                fill(file);
            }
        } catch (IOException e) {
            LOG.debug("No reserve can be kept in {}", file, e);
            release();
        }
    }

    /** With bytes that no file system makes fewer of, piece by piece: where room ends, those that fit stay. */
    private static void fill(Path file) throws IOException {
        OwnerOnly.file(file);
        var random = new Random(SIZE);
        var piece = new byte[PIECE];
        try (var out = Channels.newOutputStream(FileChannel.open(file, StandardOpenOption.WRITE))) {
            for (int written = 0; written < SIZE; written += PIECE) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
