package dev.longhaul.tools.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a history writes the roots of workspaces down: one inside a folder that it moves with by the path from there, any other
 * whole.
 *
 * @param base the real path of that folder; null if the history moves with none
 */
record Roots(@Nullable Path base) {

    String written(Path root) {
        return base != null && root.startsWith(base) ? base.relativize(root).toString() : root.toString();
    }

    /** @throws IllegalArgumentException if it was written by a history that moved with a folder, and this one does not */
    Path read(String written) {
        var root = base == null ? Path.of(written) : base.resolve(written);
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("the file history knows the workspace \"" + written
                    + "\" by its path from a folder around both: open it with FileHistory.movingWith");
        }
        return root;
    }
}
