package dev.longhaul.tools.workspace.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.tool.ToolResult;
import dev.longhaul.tools.workspace.Agent;
import dev.longhaul.tools.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A workspace with something outside that must not be seen or touched. */
final class Fence {

    static final String SECRET = "what-only-the-outside-knows";

    final Path outside;
    final Path root;
    final Workspace workspace;
    final Agent agent;

    private final Map<String, String> before;

    Fence(Path temporary) throws IOException {
        outside = Files.createDirectories(temporary.toRealPath().resolve("outside"));
        root = Files.createDirectories(temporary.toRealPath().resolve("ws"));
        Files.createDirectories(temporary.resolve("ws-2"));
        Files.writeString(temporary.resolve("ws-2/secret.txt"), SECRET);
        Files.writeString(outside.resolve("secret.txt"), SECRET);
        Files.writeString(outside.resolve("only-outside.txt"), "");
        Files.writeString(temporary.resolve("secret.txt"), SECRET);
        workspace = Workspace.at(root).withoutApproval();
        agent = new Agent(workspace);
        agent.put("src/inside.txt", "inside\n");
        agent.put(".git/config", "[core]\n");
        before = contents();
    }

    /** No result tells what is outside, and nothing there has changed. */
    void assertHolds(ToolResult... results) throws IOException {
        for (var result : results) {
            assertThat(result.text()).doesNotContain(SECRET);
        }
        assertThat(contents()).isEqualTo(before);
    }

    /** All that no tool may change. */
    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        var temporary = outside.resolveSibling(".");
        try (var files = Files.walk(temporary.normalize())) {
            for (var file : files.filter(path -> !path.startsWith(root) || path.startsWith(root.resolve(".git")))
                    .toList()) {
                contents.put(file.toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return contents;
    }

    Path link(String name, Path target) throws IOException {
        return Files.createSymbolicLink(root.resolve(name), target);
    }

    static void shell(String command) {
        try {
            var process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
