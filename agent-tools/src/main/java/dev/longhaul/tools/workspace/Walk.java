package dev.longhaul.tools.workspace;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through a folder and all below it, in order of names, leaving out what git leaves out. Follows no link. */
final class Walk {

    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_DEPTH = 100;

    private final TimeLimit limit;
    private int entries;
    private boolean isComplete = true;

    /** Is shown what there is, but for folders. */
    @FunctionalInterface
    interface Visitor {

        /** Sees one entry; {@code folder} is open only meanwhile. */
        void see(Folder folder, TreePath path, Stat stat) throws IOException, WorkspaceException;
    }

    Walk(TimeLimit limit) {
        this.limit = limit;
    }

    /** Whether all was seen: not if there was too much of it, or it lay too deep. */
    boolean isComplete() {
        return isComplete;
    }

    /**
     * Shows all that is in a folder, or the one file.
     *
     * @throws TimeLimit.Reached if it takes too long
     */
    void through(Tree tree, TreePath start, Visitor visitor) throws IOException, WorkspaceException {
        try (var place = tree.find(start)) {
            switch (place.stat()) {
                case null ->
                    throw new WorkspaceException("there is no \"%s\": list_files shows what there is".formatted(start));
                case Stat stat
                when stat.is(Stat.Kind.FOLDER) -> {
                    try (var folder = place.open()) {
                        folder(folder, place.path(), above(tree, place.path()), visitor);
                    }
                }
                case Stat stat -> visitor.see(place.folder(), place.path(), stat);
            }
        }
    }

    private static IgnoreRules above(Tree tree, TreePath path) throws IOException, WorkspaceException {
        var rules = IgnoreRules.NONE;
        for (int depth = 0; depth < path.names().size(); depth++) {
            try (var place = tree.find(path.first(depth));
                    var folder = place.open()) {
                rules = rules.and(folder, depth);
            }
        }
        return rules;
    }

    private void folder(Folder folder, TreePath path, IgnoreRules above, Visitor visitor)
            throws IOException, WorkspaceException {
        int depth = path.names().size();
        if (depth > MOST_DEPTH) {
            isComplete = false;
            return;
        }
        var rules = above.and(folder, depth);
        for (var name : folder.names(MOST_ENTRIES)) {
            limit.check();
            if (++entries > MOST_ENTRIES) {
                isComplete = false;
                return;
            }
            entry(folder, path.child(name), rules, visitor);
        }
    }

    private void entry(Folder folder, TreePath path, IgnoreRules rules, Visitor visitor)
            throws IOException, WorkspaceException {
        var name = path.names().getLast();
        var stat = path.isOfGit() || name.startsWith(Folder.TEMPORARY) ? null : folder.stat(name);
        if (stat == null || rules.ignores(path, stat.is(Stat.Kind.FOLDER))) {
            return;
        }
        if (!stat.is(Stat.Kind.FOLDER)) {
            visitor.see(folder, path, stat);
            return;
        }
        var child = opened(folder, name);
        if (child == null) {
            isComplete = false;
            return;
        }
        try (child) {
            folder(child, path, rules, visitor);
        }
    }

    /** Null for one that we may not read, or that is no folder any more. */
    private static @Nullable Folder opened(Folder folder, String name) {
        try {
            return folder.open(name);
        } catch (IOException e) {
            return null;
        }
    }
}
