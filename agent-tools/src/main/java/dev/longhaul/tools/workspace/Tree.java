package dev.longhaul.tools.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of the workspace. Every path is walked from the root, name by name, and no step follows a link: a link is read,
 * and the walk begins again with the path it stands for, if that is inside. So a link that is swapped in at any moment leads
 * to an error, or to a place that was walked to.
 *
 * @param root its real path; whoever can move that can move everything, so it is trusted
 */
record Tree(Path root, Opener opener) {

    private static final int MOST_LINKS = 20;

    /** How the root is opened. */
    @FunctionalInterface
    interface Opener {
        Folder open(Path root) throws IOException;
    }

    /**
     * A name in an open folder.
     *
     * @param path where that is, links resolved
     * @param stat what stands there, never a link; null for nothing
     */
    record Place(
            Folder folder,
            String name,
            TreePath path,
            @Nullable Stat stat) implements Closeable {

        boolean is(Stat.Kind kind) {
            return stat != null && stat.is(kind);
        }

        /** Opens the folder that stands there. */
        Folder open() throws IOException {
            return folder.open(name);
        }

        @Override
        public void close() throws IOException {
            folder.close();
        }
    }

    static Tree of(Path root) {
        return new Tree(root, Folder::root);
    }

    TreePath parse(String text) throws WorkspaceException {
        return TreePath.parse(text, root);
    }

    /** What stands at a path; to be closed. */
    Place find(TreePath path) throws IOException, WorkspaceException {
        return walk(path, Missing.STAYS, MOST_LINKS);
    }

    /** The same for something that is to be changed, which git's own files are not. */
    Place findToWrite(TreePath path) throws IOException, WorkspaceException {
        var place = find(path);
        if (place.path().isOfGit()) {
            place.close();
            throw inGit(place.path());
        }
        return place;
    }

    /** The same, and folders that are missing on the way are made. */
    Place findOrMake(TreePath path) throws IOException, WorkspaceException {
        if (path.isOfGit()) {
            throw inGit(path);
        }
        return walk(path, Missing.IS_MADE, MOST_LINKS);
    }

    private static WorkspaceException inGit(TreePath path) {
        return new WorkspaceException(
                "\"%s\" belongs to git, and is not written by hand: use git with run_command".formatted(path));
    }

    private enum Missing {
        STAYS,
        IS_MADE
    }

    private Place walk(TreePath path, Missing missing, int links) throws IOException, WorkspaceException {
        var folder = opener.open(root);
        try {
            if (path.isRoot()) {
                return new Place(folder, ".", path, folder.stat("."));
            }
            int last = path.names().size() - 1;
            for (int i = 0; ; i++) {
                var name = path.names().get(i);
                var here = path.first(i + 1);
                var stat = folder.stat(name);
                if (stat != null && stat.is(Stat.Kind.LINK)) {
                    var target = folder.linkTarget(name);
                    folder.close();
                    return follow(here, target, path.names().subList(i + 1, last + 1), missing, links);
                }
                if (i == last) {
                    return new Place(folder, name, path, stat);
                }
                folder = step(folder, here, stat, missing);
            }
        } catch (IOException | WorkspaceException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private Place follow(TreePath link, String target, List<String> rest, Missing missing, int links)
            throws IOException, WorkspaceException {
        if (links == 0) {
            throw new WorkspaceException("\"%s\" is a link that leads on and on: name the file itself".formatted(link));
        }
        var folder = link.first(link.names().size() - 1);
        var path = folder.follow(target, rest, root, link.toString());
        if (missing == Missing.IS_MADE && path.isOfGit()) {
            throw inGit(path);
        }
        return walk(path, missing, links - 1);
    }

    private static Folder step(Folder folder, TreePath here, @Nullable Stat stat, Missing missing)
            throws IOException, WorkspaceException {
        var name = here.names().getLast();
        if (stat == null && missing == Missing.STAYS) {
            throw new WorkspaceException("there is no folder \"%s\": list_files shows what there is".formatted(here));
        }
        if (stat == null) {
            folder.makeFolder(name);
        } else if (!stat.is(Stat.Kind.FOLDER)) {
            throw new WorkspaceException("\"%s\" is not a folder: nothing can be in it".formatted(here));
        }
        var next = folder.open(name);
        folder.close();
        return next;
    }
}
