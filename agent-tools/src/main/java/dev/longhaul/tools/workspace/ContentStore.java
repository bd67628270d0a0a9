package dev.longhaul.tools.workspace;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Contents of files under their hash; each is kept once, and is on the disk when {@link #keep} returns. Thread-safe. */
record ContentStore(Path folder) {

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void keep(byte[] content) throws IOException {
        var hash = hash(content);
        if (Files.exists(file(hash))) {
            return;
        }
        var part = Files.createDirectories(part(hash));
        var temporary = part.resolve(Folder.temporaryName());
        try (var channel = FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE))) {
            for (var rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file(hash), StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(part);
        DurableFolder.force(folder);
    }

    /**
     * What was kept.
     *
     * @throws IOException if it is not there, or is not what was kept
     */
    byte[] read(String hash) throws IOException {
        var content = Files.readAllBytes(file(hash));
        if (!hash(content).equals(hash)) {
            throw new IOException("the copy " + file(hash) + " was changed; it cannot be put back");
        }
        return content;
    }

    /** One of 256, so that none holds too many. */
    private Path part(String hash) {
        return folder.resolve(hash.substring(0, 2));
    }

    /** Where it is kept. */
    Path file(String hash) {
        return part(hash).resolve(hash);
    }
}
