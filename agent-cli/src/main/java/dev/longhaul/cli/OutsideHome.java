package dev.longhaul.cli;

import dev.longhaul.runner.store.AgentHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what users have written out of the folder of their sessions: a result in the place of the journal would end them all. */
public final class OutsideHome {

    private final AgentHome home;

    public OutsideHome(AgentHome home) {
        this.home = home;
    }

    /**
     * For a file that is about to be written. It need not be there; pipes, devices and the like are not of this folder.
     *
     * @param option by which the user named it
     * @throws IllegalArgumentException if it lies in the folder of sessions, be it through links
     */
    public void requireFile(String option, Path file) {
        boolean isSpecial = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        if (!isSpecial && isIn(home.folder(), option, file)) {
            throw inside(option, file, "a file");
        }
    }

    /**
     * For a folder that an agent is about to work in. What agents keep beside their sessions is there too, and may be worked on.
     *
     * @param option by which the user named it
     * @throws IllegalArgumentException if it is the folder of sessions, or lies in it, be it through links
     */
    public void requireFolder(String option, Path folder) {
        if (isIn(home.folder(), option, folder) && !isIn(home.folder().resolve("files"), option, folder)) {
            throw inside(option, folder, "a folder");
        }
    }

    private IllegalArgumentException inside(String option, Path path, String what) {
        return new IllegalArgumentException(option + " " + path + " lies in " + home.folder()
                + ", where sessions are kept and nothing else may be written: name " + what + " outside of it");
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
