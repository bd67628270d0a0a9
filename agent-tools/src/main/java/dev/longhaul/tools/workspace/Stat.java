package dev.longhaul.tools.workspace;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a name, links not followed.
 *
 * @param size in bytes
 * @param key tells one file from another as long as both exist; null where the file system has none
 */
record Stat(Kind kind, long size, @Nullable Object key) {

    /** A special file is a pipe, a socket or a device: reading it may never end, or do something. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        SPECIAL
    }

    static Stat of(BasicFileAttributes attributes) {
        var kind = attributes.isSymbolicLink()
                ? Kind.LINK
                : attributes.isDirectory() ? Kind.FOLDER : attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
        return new Stat(kind, attributes.size(), attributes.fileKey());
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isSameFileAs(@Nullable Stat other) {
        return other != null && kind == other.kind && Objects.equals(key, other.key);
    }
}
