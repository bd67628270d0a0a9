package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Cancellation;
import dev.longhaul.tool.ToolContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Right before one step of a tool, a folder or a file on its way is swapped for a link that leads out; each step has its turn.
 * The tool may fail, or do its work in the folder that was moved. It tells nothing of the outside, and changes nothing there.
 */
class SwapAtEveryStepTest {

    private static final ToolContext CONTEXT = new ToolContext("s", "s:1", new Cancellation());

    @TempDir
    Path temporary;

    /** What a tool does, and what it answers. */
    interface Call {
        String on(Tree tree) throws Exception;
    }

    record Named(String name, Call call) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Kind(String name, Function<Path, Folder> root) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Folder secure(Path root) {
        try {
            return Folder.root(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTools files(Tree tree) {
        return new FileTools(tree, new FileWriter(tree, null));
    }

    private static Stream<Arguments> allOnBothKindsOfFolder() {
        var calls = Stream.of(
                new Named(
                        "read",
                        tree -> files(tree).read("dir/sub/file.txt", null, null).toString()),
                new Named("write over", tree -> files(tree).write("dir/sub/file.txt", "mine", CONTEXT)),
                new Named("write new", tree -> files(tree).write("dir/sub/new.txt", "mine", CONTEXT)),
                new Named("write in new folders", tree -> files(tree).write("dir/sub/a/b.txt", "mine", CONTEXT)),
                new Named("edit", tree -> files(tree).edit("dir/sub/file.txt", "text", "mine", CONTEXT)),
                new Named("list", tree -> new ListTool(tree).list(null, null)),
                new Named("list below", tree -> new ListTool(tree).list("dir/sub", null)),
                new Named("search", tree -> search(tree)));
        var kinds = Stream.of(
                new Kind("by descriptor", SwapAtEveryStepTest::secure), new Kind("by path", PlainFolder::new));
        var all = kinds.toList();
        return calls.flatMap(call -> all.stream().map(kind -> Arguments.of(call, kind)));
    }

    private static String search(Tree tree) throws Exception {
        return new SearchTool(tree, Duration.ofSeconds(10)).search("only|text", null, null, null);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("allOnBothKindsOfFolder")
    void a_swap_before_any_step_leads_nobody_out(Named call, Kind kind) throws Exception {
        var outside = build(temporary.toRealPath().resolve("outside"), "what-only-the-outside-knows");
        for (var victim : new String[] {"dir", "dir/sub", "dir/sub/file.txt"}) {
            int step = 0;
            while (attempt(call.call, kind.root, outside, victim, ++step)) {
                assertThat(step).isLessThan(100);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(3);
        }
    }

    /** Says whether there was a step of that number. */
    private boolean attempt(Call call, Function<Path, Folder> root, Path outside, String victim, int step)
            throws Exception {
        var inside = build(Files.createTempDirectory(temporary.toRealPath(), "ws"), "text");
        int[] steps = {0};
        var tree = new Tree(
                inside,
                path -> new SteppedFolder(root.apply(path), () -> {
                    if (++steps[0] == step) {
                        swap(inside.resolve(victim), outside.resolve(victim));
                    }
                }));
        var answer = answer(call, tree);
        assertThat(answer).as("before step " + step).doesNotContain("outside");
        assertHolds(outside);
        return steps[0] >= step;
    }

    private static Path build(Path root, String text) throws IOException {
        Files.createDirectories(root.resolve("dir/sub"));
        Files.writeString(root.resolve("dir/sub/file.txt"), text);
        if (text.contains("outside")) {
            Files.writeString(root.resolve("dir/sub/only-outside.txt"), text);
        }
        return root;
    }

    private static void swap(Path victim, Path target) throws IOException {
        Files.move(victim, victim.resolveSibling("moved"));
        Files.createSymbolicLink(victim, target);
    }

    private static String answer(Call call, Tree tree) {
        try {
            return call.on(tree);
        } catch (WorkspaceException e) {
            // It may name the link's target, which is no secret.
            return "refused";
        } catch (Exception e) {
            return "failed";
        }
    }

    private static void assertHolds(Path outside) throws IOException {
        assertThat(outside.resolve("dir/sub/file.txt")).hasContent("what-only-the-outside-knows");
        try (var files = Files.walk(outside)) {
            assertThat(files.count()).isEqualTo(5);
        }
    }
}
