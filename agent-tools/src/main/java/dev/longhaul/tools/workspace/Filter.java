package dev.longhaul.tools.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files a model asked for: those that match one of the globs, from the root or from the folder it named.
 *
 * @param globs none for all files
 * @param depth of that folder
 */
record Filter(List<PathGlob> globs, int depth) {

    static Filter of(@Nullable String glob, TreePath start) throws WorkspaceException {
        return new Filter(
                glob == null || glob.isBlank() ? List.of() : PathGlob.alternatives(glob),
                start.names().size());
    }

    boolean matches(TreePath path) {
        var names = path.names();
        return globs.isEmpty()
                || globs.stream()
                        .anyMatch(glob -> glob.matches(names)
                                || (names.size() > depth && glob.matches(names.subList(depth, names.size()))));
    }
}
