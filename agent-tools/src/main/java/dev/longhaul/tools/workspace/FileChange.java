package dev.longhaul.tools.workspace;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file that one call was about to change. It is written down before the change is made, so after a crash the file may
 * still be as it was before.
 *
 * @param session whose call it was
 * @param seq the call's place in the session's journal
 * @param root of the workspace, its real path
 * @param path from there, links resolved
 * @param before the SHA-256 of what stood there, in hex; null for nothing
 * @param after the SHA-256 of what was to stand there
 */
public record FileChange(
        String session,
        long seq,
        Path root,
        String path,
        @Nullable String before,
        String after,
        Instant at) {

    /** A call by its session and its place there, which a fork has in common with the session that it was. */
    static String key(String session, long seq) {
        return session + ":" + seq;
    }

    /** The same change as a fork has it. */
    FileChange of(String fork, Path otherRoot) {
        return new FileChange(fork, seq, otherRoot, path, before, after, at);
    }

    boolean isOfSameFileAs(FileChange other) {
        return root.equals(other.root) && path.equals(other.path);
    }
}
