package dev.longhaul.runner.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that works on a store, and can be killed as the system kills: without a last word. */
final class Child implements AutoCloseable {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Runs the {@code main} of a class of the tests. */
    static Child running(Class<?> program, String... arguments) throws IOException {
        return running(List.of(), program, arguments);
    }

    /**
     * The same for a user to whom the rights of files say what he may, as they do not to root. Tests that want one are skipped where root
     * cannot give that up.
     */
    static Child bound(Class<?> program, String... arguments) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return running(program, arguments);
        }
        assumeTrue(Files.isExecutable(SETPRIV), "root reads everything, and there is no " + SETPRIV);
        return running(
                List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search"), program, arguments);
    }

    private static Child running(List<String> under, Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(under);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line it prints; null when it prints no more. */
    String line() throws IOException {
        return lines.readLine();
    }

    /** SIGKILL. What it printed before can still be read. */
    void kill() {
        // Killing the process itself would close the pipe too.
        process.toHandle().destroyForcibly();
    }

    /** Says that it may go on; a child that is asked to waits for that. */
    void goOn() throws IOException {
        process.outputWriter().write("go on\n");
        process.outputWriter().flush();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
