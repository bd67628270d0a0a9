package dev.longhaul.cli;

import dev.longhaul.runner.store.AgentHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what users have written out of what their sessions are kept in: a result in the place of the journal would end them all. */
public final class OutsideHome {

    private final AgentHome home;

    public OutsideHome(AgentHome home) {
        this.home = home;
    }

    /**
     * For a file that is about to be written. It need not be there; pipes, devices and the like are not of this folder.
     *
     * @param option by which the user named it
     * @throws IllegalArgumentException if it is one of the store's own or lies in such a folder, be it through links
     */
    public void requireFile(String option, Path file) {
        boolean isSpecial = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        if (!isSpecial && isOwn(option, file)) {
            throw inside(option, file, "file");
        }
    }

    private boolean isOwn(String option, Path path) {
        return home.own().stream().anyMatch(own -> isIn(own, option, path));
    }

    /**
     * For a folder that an agent is about to work in. What agents keep beside their sessions is there too, and may be worked on.
     *
     * @param option by which the user named it
     * @throws IllegalArgumentException if it is the folder of sessions, or one of the store's own in it, be it through links
     */
    public void requireFolder(String option, Path folder) {
        boolean isHome = isIn(home.folder(), option, folder) && isIn(folder, option, home.folder());
        boolean isTheirs = isIn(home.folder().resolve("files"), option, folder);
        if (isHome || (isOwn(option, folder) && !isTheirs)) {
            throw inside(option, folder, "folder");
        }
    }

    private IllegalArgumentException inside(String option, Path path, String what) {
        return new IllegalArgumentException(option + " " + path + " is a part of " + home.folder()
                + " in which sessions are kept, and nothing else may be written: name another " + what);
    }

    private static boolean isIn(Path folder, String option, Path path) {
        try {
            var outer = RealPath.of(folder);
            for (var at = RealPath.of(path); at != null; at = at.getParent()) {
                if (at.equals(outer) || isSame(at, outer)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    option + " " + path + ": where it leads cannot be seen ("
                            + e.getClass().getSimpleName() + "); name another",
                    e);
        }
    }

    /** One folder may have two names: where capitals do not count, or where it is mounted twice. */
    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }
}
