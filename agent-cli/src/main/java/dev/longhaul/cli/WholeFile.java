package dev.longhaul.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file that is written beside its place and moved there when it is whole: what was there before stays until then. A new one is for its
 * owner only. Pipes, devices and the like are written to as they are.
 */
final class WholeFile {

    private WholeFile() {}

    /** What is to be written. */
    @FunctionalInterface
    interface Text {

        /** Gives how many lines were written. */
        long writeTo(Appendable out) throws IOException;
    }

    /**
     * Writes it; of one that fails nothing is left.
     *
     * @param file in a folder that is there
     */
    static long write(Path file, Text text) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                return text.writeTo(out);
            }
        }
        var place = RealPath.of(file);
        var part = Files.createTempFile(Objects.requireNonNull(place.getParent()), ".export-", ".part");
        // Also if the process is told to end.
        part.toFile().deleteOnExit();
        try {
            long lines = written(part, text);
            keepRights(place, part);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            return lines;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long written(Path part, Text text) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            long lines = text.writeTo(out);
            out.flush();
            channel.force(true);
            return lines;
        }
    }

    private static void keepRights(Path from, Path to) throws IOException {
        if (Files.exists(from)
                && from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }
}
