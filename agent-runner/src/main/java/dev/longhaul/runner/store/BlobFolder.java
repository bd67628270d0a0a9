package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Large payloads as files named by the hash of what they hold: {@code ab/cdef...}. A file is whole from the moment it has its
 * name. Writing and deleting is for the holder of the database's write lock, whichever process that is.
 */
final class BlobFolder {

    /** Payloads of more bytes than this are files. */
    static final int LARGEST_IN_ROW = 64 * 1024;

    private static final String UNFINISHED = ".tmp";

    private final Path folder;

    BlobFolder(Path folder) {
        this.folder = folder;
    }

    Path path(String hash) {
        return part(hash).resolve(hash.substring(2));
    }

    /** So that no folder has too many files. */
    private Path part(String hash) {
        return folder.resolve(hash.substring(0, 2));
    }

    /** Makes the bytes durable under their hash. */
    void write(String hash, byte[] bytes) throws IOException {
        var target = path(hash);
        OwnerOnly.folder(folder);
        OwnerOnly.folder(part(hash));
        if (!isWhole(target, hash)) {
            var temporary = folder.resolve(hash + UNFINISHED);
            try {
                fill(temporary, bytes);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        // Also for a file that was there: whoever put it there may not have come so far.
        OwnerOnly.sync(part(hash));
    }

    private static boolean isWhole(Path file, String hash) throws IOException {
        return Files.exists(file) && HashChain.of(Files.readAllBytes(file)).equals(hash);
    }

    private static void fill(Path file, byte[] bytes) throws IOException {
        OwnerOnly.file(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /**
     * The bytes of an event's payload, not looked at.
     *
     * @throws DamagedJournalException if there is no such file
     * @throws AccessDeniedException if this user may not read it; says what that takes
     */
    byte[] read(String sessionId, long seq, String hash) throws IOException {
        try {
            return Files.readAllBytes(path(hash));
        } catch (NoSuchFileException e) {
            throw new DamagedJournalException(sessionId, seq, "its payload, the file " + path(hash) + ", is missing");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    path(hash).toString(),
                    null,
                    "a payload of session " + sessionId
                            + "; this user needs the right to read it, and to enter the folders it is in");
        }
    }

    void delete(String hash) throws IOException {
        Files.deleteIfExists(path(hash));
    }

    /** The first two letters of the hashes there are. */
    List<String> parts() throws IOException {
        return names(folder).filter(name -> name.length() == 2).toList();
    }

    /** The hashes with these first two letters. */
    List<String> hashesIn(String part) throws IOException {
        return names(folder.resolve(part)).map(rest -> part + rest).toList();
    }

    /** Removes what a process that died was writing, if it left anything; gives how many. */
    int removeUnfinished() throws IOException {
        int removed = 0;
        for (var name : names(folder).filter(name -> name.endsWith(UNFINISHED)).toList()) {
            Files.delete(folder.resolve(name));
            removed++;
        }
        return removed;
    }

    private static Stream<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
