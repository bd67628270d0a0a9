package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in docs/checkpoints.md compiles, runs, and is the code in docs/checkpoints.md. */
class CheckpointsPageTest {

    private static final String TASK = "Never ship before Monday. Pack the order.";

    @TempDir
    private Path folder;

    private Outcome run(ScriptedModel model) throws Exception {
        var rules = Files.writeString(folder.resolve("RULES.md"), "Two people lift.");
        try (var runner = CheckpointsExample.agent(model, rules, new ArrayDeque<>(List.of("T-1", "T-2")))) {
            return runner.start(TASK).await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook", "extractor", "agent", "probe", "prober"})
    void theCodeOnThePageIsTheOneThatCompiles(String name) throws IOException {
        assertThat(quoted(name)).isEqualTo(region(name));
    }

    @Test
    void everyPinOfTheExampleStandsBehindTheBoundary() throws Exception {
        var model = ScriptedModel.of(
                Replies.call("t1", "todo", "{\"items\":[{\"text\":\"pack\",\"status\":\"in_progress\"}]}"),
                Replies.call("t2", "look", "{}"),
                Replies.pause("Packing."),
                Replies.text("Packed."));

        assertThat(run(model)).isInstanceOf(Outcome.Completed.class);
        assertThat(model.requests().getLast().messages().getLast().text())
                .contains(TASK, "Be kind", "Two people lift.", "you called todo", "2 tickets wait", "- [~] pack");
    }

    @Test
    void theHookOfTheExampleSendsBackASummaryThatLostAPromise() throws Exception {
        var model = ScriptedModel.of(
                Replies.call("t1", "look", "{}"),
                Replies.call("t2", "say", "{\"text\":\"I will always call before I ring the bell.\"}"),
                Replies.call("t3", "look", "{}"),
                Replies.call("t4", "look", "{}"),
                Replies.call("t5", "look", "{}"),
                Replies.pause("Something was promised."),
                Replies.pause("I will always call before I ring the bell."),
                Replies.text("Packed."));
        var outcome = run(model);

        assertThat(outcome.report().boundaries())
                .extracting(boundary -> boundary.decision().word())
                .containsExactly("resummarise", "accept");
    }

    @Test
    void theExtractorOfTheExampleSavesAPlace() throws Exception {
        var model = ScriptedModel.of(
                Replies.call("t1", "fetch", "{\"from\":\"shelf B, row 7\"}"),
                Replies.call("t2", "fetch", "{\"from\":\"shelf B, row 7\"}"),
                Replies.call("t3", "look", "{}"),
                Replies.call("t4", "look", "{}"),
                Replies.call("t5", "look", "{}"),
                Replies.pause("Things were fetched."),
                Replies.text("Packed."));
        run(model);

        assertThat(model.requests().getLast().messages().getLast().text()).contains("- shelf B, row 7");
    }

    @Test
    void theProbesOfTheExampleAreOn() {
        assertThat(CheckpointsExample.probed().probes()).isTrue();
        assertThat(CheckpointsExample.probedBy(ScriptedModel.of())).isNotNull();
    }

    /** The block behind {@code <!-- quote: name -->}. */
    private static String quoted(String name) throws IOException {
        var page = Files.readString(Path.of("..", "docs", "checkpoints.md"));
        var marker = "<!-- quote: " + name + " -->\n```java\n";
        assertThat(page).contains(marker);
        int start = page.indexOf(marker) + marker.length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static String region(String name) throws IOException {
        var source = Files.readString(Path.of("src/test/java/dev/longhaul/runner/CheckpointsExample.java"));
        int start = source.indexOf('\n', source.indexOf("// tag::" + name + "[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::" + name + "[]", start)) + 1;
        return source.substring(start, end).stripTrailing().stripIndent() + "\n";
    }
}
