package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do what with a file, kept when another takes its place. */
final class FileOwner {

    private static final Set<PosixFilePermission> WRITE =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private FileOwner() {}

    /** Copies permissions; owner and group as far as we may. Nothing where the file system knows no such thing. */
    static void copy(@Nullable PosixFileAttributeView from, @Nullable PosixFileAttributeView to) throws IOException {
        if (from == null || to == null) {
            return;
        }
        var old = from.readAttributes();
        var now = to.readAttributes();
        try {
            if (!old.owner().equals(now.owner())) {
                to.setOwner(old.owner());
            }
            if (!old.group().equals(now.group())) {
                to.setGroup(old.group());
            }
        } catch (IOException e) {
            // Only root may give files away; the content is ours to change all the same.
        }
        to.setPermissions(old.permissions());
    }

    static boolean isWritable(@Nullable PosixFileAttributeView file) throws IOException {
        return file == null || file.readAttributes().permissions().stream().anyMatch(WRITE::contains);
    }
}
