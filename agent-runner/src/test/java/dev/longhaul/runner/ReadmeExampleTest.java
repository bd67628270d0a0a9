package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example compiles, runs, and is the one in the README. */
class ReadmeExampleTest {

    @Test
    void theExampleRuns() throws Exception {
        var model = ScriptedModel.of(
                thinkingAloud("t1"),
                thinkingAloud("t2"),
                Replies.call("t3", "nextTicket", "{}"),
                Replies.call("t4", "nextTicket", "{}"),
                Replies.call("t5", "nextTicket", "{}"),
                Replies.pause("Nothing of note."),
                Replies.pause("I look into /var/log/printer.log for ERR-77."),
                Replies.text("All done."));

        var outcome = ReadmeExample.workThrough(new ArrayDeque<>(List.of("The printer is on fire.")), model);

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.report().compactions().accepted()).isEqualTo(1);
        assertThat(model.requests().getLast().messages().getLast().text())
                .contains("Work through the queue until it is empty.", "Be kind, and promise nothing.");
    }

    private static ModelReply thinkingAloud(String id) {
        return Replies.reply(
                StopReason.TOOL_USE,
                List.of(
                        new Block.Text("I look into /var/log/printer.log for ERR-77."),
                        new Block.ToolUse(id, "nextTicket", new Json("{}"))));
    }

    @Test
    void theReadmeShowsExactlyThisCode() throws Exception {
        var readme = Files.readString(Path.of("..", "README.md"));
        var shown = readme.substring(readme.indexOf("<!-- from ReadmeExample.java -->\n```java\n") + 41);
        var source = Files.readString(Path.of("src/test/java/dev/longhaul/runner/ReadmeExample.java"));
        var region = source.substring(source.indexOf("    // begin\n") + 13, source.indexOf("    // end"));

        assertThat(shown.substring(0, shown.indexOf("```"))).isEqualTo(unindented(region));
    }

    private static String unindented(String region) {
        return region.lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
