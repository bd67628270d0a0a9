package dev.longhaul.cli;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a file lies or will lie, through all links: it need not be there yet, nor the folders above it. */
final class RealPath {

    /** As many as systems follow. */
    private static final int MOST_LINKS = 40;

    private RealPath() {}

    static Path of(Path file) throws IOException {
        return of(file.toAbsolutePath(), MOST_LINKS);
    }

    private static Path of(Path path, int links) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        var parent = path.getParent();
        if (parent == null) {
            return path;
        }
        if (!Files.isSymbolicLink(path)) {
            return of(parent, links).resolve(path.getFileName()).normalize();
        }
        if (links == 0) {
            throw new FileSystemLoopException(path.toString());
        }
        return of(parent.resolve(Files.readSymbolicLink(path)), links - 1);
    }
}
