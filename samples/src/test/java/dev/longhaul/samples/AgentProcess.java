package dev.longhaul.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, which can be killed. */
final class AgentProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private AgentProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    static AgentProcess start(Path home, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AGENT_HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTHROPIC_"));
        return new AgentProcess(builder.start());
    }

    /** Reads so many lines of what it prints; false if it ended before. */
    boolean prints(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (lines.readLine() == null) {
                return false;
            }
        }
        return true;
    }

    /** Reads what it prints up to a line that holds these words; false if it ended before. */
    boolean prints(String words) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(words)) {
                return true;
            }
        }
        return false;
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Reads all that it still prints and gives its exit code. */
    int end() throws IOException, InterruptedException {
        while (lines.readLine() != null) {
            // What it says is for people.
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program has said all and does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
