package dev.longhaul.samples.coding;

import dev.longhaul.tools.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The small, broken project of the demo, built and tested with this JVM's own tools.
 *
 * @param root its folder
 */
public record DemoProject(Path root) {

    private static final List<String> FILES = List.of(
            "AGENTS.md",
            "docs/incident.md",
            "docs/label-format.md",
            "src/depot/CheckDigits.java",
            "src/depot/Label.java",
            "src/depot/WeightClass.java",
            "test/depot/AllTests.java");

    /**
     * Writes the project anew. What a process left there that was killed before its session began is removed.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static DemoProject create(Path root) {
        try {
            remove(root);
            for (var file : FILES) {
                write(root.resolve(file), text(file));
            }
            write(root.resolve(".gitignore"), "build/\n");
            write(root.resolve("docs/label-format.md"), text("docs/label-format.md") + DemoLogs.areas());
            for (int day = 0; day < DemoLogs.DAYS; day++) {
                write(root.resolve("logs").resolve(DemoLogs.name(day)), DemoLogs.day(day));
            }
            return new DemoProject(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's project cannot be written to " + root + ": " + e, e);
        }
    }

    /**
     * The project of a session that is resumed, as it stands.
     *
     * @throws IllegalArgumentException if it is gone
     */
    public static DemoProject at(Path root) {
        if (!Files.isRegularFile(root.resolve("AGENTS.md"))) {
            throw new IllegalArgumentException("the project of this session is gone: " + root
                    + " does not hold it; begin anew with ./agent coding");
        }
        return new DemoProject(root);
    }

    /**
     * Whether its tests pass: builds and runs them, whatever anybody says. An agent wrote them, so they run as its commands
     * do and see nothing of this process's environment; they have a minute, and nothing that they start outlives them.
     */
    public boolean isGreen() throws IOException, InterruptedException {
        var exit = Workspace.at(root)
                .environment(Map.of())
                .commandTimeout(Duration.ofMinutes(1))
                .run(testCommand());
        return exit.isPresent() && exit.getAsInt() == 0;
    }

    private static String testCommand() {
        return tool("javac") + " -d build src/depot/*.java test/depot/*.java && " + tool("java")
                + " -cp build depot.AllTests";
    }

    private static String tool(String name) {
        var path = Path.of(System.getProperty("java.home"), "bin", name).toString();
        return "'" + path.replace("'", "'\\''") + "'";
    }

    private static String text(String file) throws IOException {
        try (InputStream in = DemoProject.class.getResourceAsStream("project/" + file)) {
            var text = new String(
                    Objects.requireNonNull(in, file + " of the demo's project").readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@tests@", testCommand());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
