package dev.longhaul.runner.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Copies what an agent keeps beside its session, even if it is at work: a database of SQLite as of one moment, any other file as
 * it is when its turn comes. Links are copied as links. All is on the disk when this returns.
 */
final class SessionFilesCopy extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    private SessionFilesCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SessionFilesCopy(from, to));
    }

    private Path target(Path path) {
        return to.resolve(from.relativize(path).toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        OwnerOnly.folder(target(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            Files.copy(file, target(file), LinkOption.NOFOLLOW_LINKS);
        } else if (attributes.isRegularFile() && !SqliteFile.isPartOfAnother(file)) {
            copy(file, target(file), attributes.size());
        }
        return FileVisitResult.CONTINUE;
    }

    private static void copy(Path file, Path target, long bytes) throws IOException {
        try {
            if (bytes == 0 || !SqliteFile.copy(file, target)) {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
            OwnerOnly.sync(target);
        } catch (NoSuchFileException e) {
            requireGone(file, e);
        }
    }

    /** What its owner removes meanwhile is not copied. */
    private static void requireGone(Path file, IOException e) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw e;
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        requireGone(file, e);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
        if (e != null) {
            requireGone(folder, e);
        }
        OwnerOnly.sync(target(folder));
        return FileVisitResult.CONTINUE;
    }
}
