package dev.longhaul.tools.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A folder by its descriptor ({@code openat} and its kin): whoever renames it, or puts a link in the place of a folder above
 * it, does not change where we are.
 */
final class SecureFolder implements Folder {

    private final SecureDirectoryStream<Path> stream;

    /** Where it was when it was opened: good for reading a link's text, never for opening anything. */
    private final Path path;

    private final Path root;

    SecureFolder(SecureDirectoryStream<Path> stream, Path path, Path root) {
        this.stream = stream;
        this.path = path;
        this.root = root;
    }

    @Override
    public Folder open(String name) throws IOException {
        return new SecureFolder(reopened(name), path.resolve(name), root);
    }

    private SecureDirectoryStream<Path> reopened(String name) throws IOException {
        return stream.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS);
    }

    @Override
    public @Nullable Stat stat(String name) throws IOException {
        try {
            return Stat.of(view(name, BasicFileAttributeView.class).readAttributes());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The one look by path: whatever it says is walked from the root, so it may lie. */
    @Override
    public String linkTarget(String name) throws IOException {
        return Files.readSymbolicLink(path.resolve(name)).toString();
    }

    @Override
    public List<String> names(int most) throws IOException {
        // A stream can be read once.
        try (var again = reopened(".")) {
            return StreamSupport.stream(again.spliterator(), false)
                    .limit(most)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public FileChannel read(String name) throws IOException {
        var before = stat(name);
        if (before == null || !before.is(Stat.Kind.FILE)) {
            throw new FileSystemException(name, null, "it is not a regular file");
        }
        var channel = (FileChannel) stream.newByteChannel(Path.of(name), Set.of(READ, NOFOLLOW_LINKS));
        if (!before.isSameFileAs(stat(name))) {
            channel.close();
            throw new FileSystemException(name, null, "it was replaced while it was opened: try again");
        }
        return channel;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        var temporary = Path.of(Folder.temporaryName());
        try (var channel = (FileChannel) stream.newByteChannel(temporary, Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS))) {
            FileOwner.copy(stat(name) == null ? null : posix(name), posix(temporary.toString()));
            for (var rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
            stream.move(temporary, stream, Path.of(name));
        } catch (IOException | RuntimeException e) {
            deleteIfThere(temporary);
            throw e;
        }
    }

    private void deleteIfThere(Path name) throws IOException {
        try {
            stream.deleteFile(name);
        } catch (NoSuchFileException e) {
            // It never was.
        }
    }

    @Override
    public void delete(String name) throws IOException {
        stream.deleteFile(Path.of(name));
    }

    /**
     * The JDK makes folders by path only, and a path may lead elsewhere by then. So it is made right in the root, and moved
     * here by descriptor.
     */
    @Override
    public void makeFolder(String name) throws IOException {
        var temporary = Path.of(Folder.temporaryName());
        try (var top = Files.newDirectoryStream(root)) {
            var from = (SecureDirectoryStream<Path>) top;
            Files.createDirectory(root.resolve(temporary));
            try {
                from.move(temporary, stream, Path.of(name));
            } catch (IOException e) {
                from.deleteDirectory(temporary);
                var now = stat(name);
                if (now == null || !now.is(Stat.Kind.FOLDER)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean isWritable(String name) throws IOException {
        return FileOwner.isWritable(posix(name));
    }

    private @Nullable PosixFileAttributeView posix(String name) {
        return stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, NOFOLLOW_LINKS);
    }

    private <V extends FileAttributeView> V view(String name, Class<V> type) {
        return stream.getFileAttributeView(Path.of(name), type, NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
