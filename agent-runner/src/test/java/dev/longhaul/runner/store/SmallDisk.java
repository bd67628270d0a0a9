package dev.longhaul.runner.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few MB that can be filled, or is read-only. Tests that want one are skipped where none can be mounted. */
final class SmallDisk implements AutoCloseable {

    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    static SmallDisk mounted(String options) throws IOException {
        var root = Files.createTempDirectory("small-disk");
        assumeTrue(
                done("mount", "-t", "tmpfs", "-o", options, "tmpfs", root.toString()),
                "mounting a small disk takes rights that this user does not have");
        return new SmallDisk(root);
    }

    Path root() {
        return root;
    }

    /** From now on nothing can be written. */
    void freeze() {
        assumeTrue(
                done("mount", "-o", "remount,ro", root.toString()), "a disk that is in use cannot be made read-only");
    }

    private Path filling() {
        return root.resolve("filling");
    }

    /** Leaves no byte. */
    void fill() throws IOException {
        var some = new byte[4_096];
        try (var out = Files.newOutputStream(filling())) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            if (Files.getFileStore(root).getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filling());
    }

    @Override
    public void close() throws IOException {
        done("umount", "-l", root.toString());
        Files.delete(root);
    }

    private static boolean done(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        }
    }
}
