package dev.longhaul.runner.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that works on a store, and can be killed as the system kills: without a last word. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Runs the {@code main} of a class of the tests. */
    static Child running(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
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
