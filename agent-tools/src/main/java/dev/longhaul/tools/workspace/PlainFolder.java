package dev.longhaul.tools.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder by its path, for file systems without descriptors. Before and after each step it looks whether the path still is
 * its own real path; a link swapped in and out again between the two looks is not seen.
 */
record PlainFolder(Path path) implements Folder {

    @Override
    public Folder open(String name) throws IOException {
        var child = new PlainFolder(path.resolve(name).normalize());
        child.check();
        return child;
    }

    private void check() throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new FileSystemException(path.toString(), null, "it was replaced by a link");
        }
    }

    @Override
    public @Nullable Stat stat(String name) throws IOException {
        check();
        try {
            return Stat.of(Files.readAttributes(path.resolve(name), BasicFileAttributes.class, NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public String linkTarget(String name) throws IOException {
        return Files.readSymbolicLink(path.resolve(name)).toString();
    }

    @Override
    public List<String> names(int most) throws IOException {
        try (var entries = Files.list(path)) {
            var names = entries.limit(most)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            check();
            return names;
        }
    }

    @Override
    public FileChannel read(String name) throws IOException {
        var before = stat(name);
        if (before == null || !before.is(Stat.Kind.FILE)) {
            throw new FileSystemException(name, null, "it is not a regular file");
        }
        var channel = FileChannel.open(path.resolve(name), READ, NOFOLLOW_LINKS);
        if (!before.isSameFileAs(stat(name))) {
            channel.close();
            throw new FileSystemException(name, null, "it was replaced while it was opened: try again");
        }
        return channel;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        check();
        var temporary = path.resolve(Folder.temporaryName());
        try (var channel = FileChannel.open(temporary, Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS))) {
            FileOwner.copy(stat(name) == null ? null : posix(path.resolve(name)), posix(temporary));
            for (var rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        moveInPlace(temporary, name);
    }

    private void moveInPlace(Path temporary, String name) throws IOException {
        try {
            check();
            Files.move(temporary, path.resolve(name), ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        check();
        Files.delete(path.resolve(name));
    }

    @Override
    public void makeFolder(String name) throws IOException {
        check();
        try {
            Files.createDirectory(path.resolve(name));
        } catch (FileAlreadyExistsException e) {
            // Somebody was quicker; whether it is a folder is seen when it is opened.
        }
    }

    @Override
    public boolean isWritable(String name) throws IOException {
        return FileOwner.isWritable(posix(path.resolve(name)));
    }

    private static @Nullable PosixFileAttributeView posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    }

    @Override
    public void close() {}
}
