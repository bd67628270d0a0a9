package dev.longhaul.tools.workspace.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps links in and out as fast as he can while the tools work. He may make them fail, not make them leave. */
@Timeout(30)
class RaceEscapesTest {

    private static final Duration LONG_ENOUGH = Duration.ofMillis(150);

    @TempDir
    Path temporary;

    private Fence fence;

    @BeforeEach
    void build() throws IOException {
        fence = new Fence(temporary);
        Files.createDirectories(fence.root.resolve("real"));
        Files.writeString(fence.root.resolve("real/secret.txt"), "harmless");
        fence.link("evil", fence.outside);
        fence.link("evil.txt", fence.outside.resolve("secret.txt"));
        Files.writeString(fence.root.resolve("good.txt"), "harmless");
    }

    private void race(Callable<?> swap, Callable<?> call) throws Exception {
        var isOver = new AtomicBoolean();
        var swaps = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                quietly(swap);
            }
        });
        try {
            for (long end = System.nanoTime() + LONG_ENOUGH.toNanos(); System.nanoTime() < end; ) {
                call.call();
            }
        } finally {
            isOver.set(true);
            swaps.join();
        }
        fence.assertHolds();
    }

    /** The swapper trips over what the tools make meanwhile. */
    private static void quietly(Callable<?> swap) {
        try {
            swap.call();
        } catch (Exception e) {
            Thread.onSpinWait();
        }
    }

    private Path swapFolder() throws IOException {
        Files.move(at("real"), at("dir"));
        Files.move(at("dir"), at("real"));
        Files.move(at("evil"), at("dir"));
        return Files.move(at("dir"), at("evil"));
    }

    private Path swapFile() throws IOException {
        Files.createLink(at("t1"), at("good.txt"));
        Files.move(at("t1"), at("file.txt"), StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(at("t2"), fence.outside.resolve("secret.txt"));
        return Files.move(at("t2"), at("file.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path at(String name) {
        return fence.root.resolve(name);
    }

    private Object assertTellsNothing(String text) {
        assertThat(text).doesNotContain(Fence.SECRET);
        return text;
    }

    @Test
    void a_folder_swapped_for_a_link_while_a_file_is_read() throws Exception {
        race(
                this::swapFolder,
                () -> assertTellsNothing(fence.agent.read("dir/secret.txt").text()));
    }

    @Test
    void a_file_swapped_for_a_link_while_it_is_read() throws Exception {
        race(
                this::swapFile,
                () -> assertTellsNothing(fence.agent.read("file.txt").text()));
    }

    @Test
    void a_folder_swapped_for_a_link_while_a_file_is_written() throws Exception {
        race(this::swapFolder, () -> fence.agent.write("dir/new.txt", "mine"));
    }

    @Test
    void a_file_swapped_for_a_link_while_it_is_written() throws Exception {
        race(this::swapFile, () -> fence.agent.write("file.txt", "mine"));
    }

    @Test
    void a_folder_swapped_for_a_link_while_folders_are_made() throws Exception {
        race(this::swapFolder, () -> fence.agent.write("dir/" + System.nanoTime() + "/b/c.txt", "mine"));
    }

    @Test
    void a_folder_swapped_for_a_link_while_it_is_edited() throws Exception {
        race(this::swapFolder, () -> fence.agent.edit("dir/secret.txt", "what", "mine"));
    }

    @Test
    void a_folder_swapped_for_a_link_while_it_is_searched() throws Exception {
        race(
                this::swapFolder,
                () -> assertTellsNothing(fence.agent.search("only").text()));
    }

    @Test
    void a_folder_swapped_for_a_link_while_it_is_listed() throws Exception {
        race(this::swapFolder, () -> {
            assertThat(fence.agent.call("list_files").text()).doesNotContain("only-outside.txt");
            return null;
        });
    }
}
