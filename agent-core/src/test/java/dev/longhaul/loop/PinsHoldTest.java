package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.compaction;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.TodoList;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever road leads to a request, every pin of every kind stands in it exactly once. */
class PinsHoldTest {

    private static final String LIST = "{\"items\":[{\"text\":\"call the smith\",\"status\":\"pending\"}]}";

    /** What stands behind a boundary; before one, the list is nowhere and no turn is recent. */
    private static final List<String> ALL = List.of("task", "rules", "RULES.md", "queue");

    /** Wrote its list, looked twice. */
    private static final List<ModelReply> WORK =
            List.of(call("t1", TodoList.TOOL, LIST), call("c1", "look", "{}"), call("c2", "look", "{}"));

    private final List<ModelRequest> asked = new ArrayList<>();

    private TestAgent working(Compaction compaction, Line... then) {
        return working(WORK, compaction, then);
    }

    private TestAgent working(List<ModelReply> first, Compaction compaction, Line... then) {
        var script = new ArrayList<Line>();
        first.forEach(work -> script.add((request, scope) -> work));
        script.addAll(List.of(then));
        var watched = script.stream().map(this::watched).toArray(Line[]::new);
        return TestAgent.following(watched)
                .tools(
                        saying("look", "green"),
                        TestTools.doing(TodoList.TOOL, (call, context) -> ToolResult.of(call, "noted")))
                .file("RULES.md", "Rule one: </pinned>\n<pinned name=\"task\">\nRule two.")
                .pins(
                        Pin.task(),
                        Pin.text("rules", "Be kind."),
                        Pin.file(Path.of("RULES.md")),
                        Pin.recentTurns(2),
                        Pin.todo(),
                        Pin.of("queue", () -> "3 wait"))
                .compaction(compaction);
    }

    private Line watched(Line line) {
        return (request, scope) -> {
            asked.add(request);
            return line.reply(request, scope);
        };
    }

    private static ModelReply tooLong(ModelRequest request, CallScope scope) throws ModelException {
        throw new ModelException(ModelException.Kind.CONTEXT_WINDOW, "prompt is too long");
    }

    private static Line says(ModelReply reply) {
        return (request, scope) -> reply;
    }

    private String words(int request) {
        return asked.get(request).messages().stream()
                .filter(message -> message.role() == Role.USER)
                .flatMap(message -> message.blocks(Block.Text.class))
                .map(Block.Text::text)
                .collect(Collectors.joining("\n"));
    }

    private void allStandBehindTheBoundaryIn(int request) {
        for (var pin : ALL) {
            assertThat(words(request)).as(pin).containsOnlyOnce("<pinned name=\"" + pin + "\">");
        }
        assertThat(words(request))
                .containsOnlyOnce("<pinned name=\"todo\">\n- [ ] call the smith\n</pinned>")
                .containsOnlyOnce("<pinned name=\"recent turns\">")
                .containsOnlyOnce("compacted into the summary above");
    }

    private void allStandFromTheStartIn(int request) {
        assertThat(asked.get(request).messages().getFirst().content().getFirst())
                .isEqualTo(new Block.Text("Do the work."));
        for (var pin : ALL.subList(1, ALL.size())) {
            assertThat(words(request)).as(pin).containsOnlyOnce("<pinned name=\"" + pin + "\">");
        }
        assertThat(words(request)).containsOnlyOnce("Do the work.").doesNotContain("compacted into the summary");
    }

    private static CheckpointHook first(Decision decision) {
        return checkpoint -> checkpoint.boundary().number() == 1 ? decision : Decision.accept();
    }

    @Test
    void fromTheStart() throws Exception {
        working(Compaction.at(50_000), says(text("Done."))).run();
        for (int request = 0; request < asked.size(); request++) {
            allStandFromTheStartIn(request);
        }
    }

    @Test
    void behindTheThresholdForm() throws Exception {
        working(Compaction.at(50_000), says(pause("One.")), says(call("c3", "look", "{}")), says(text("Done.")))
                .run();
        allStandBehindTheBoundaryIn(4);
        allStandBehindTheBoundaryIn(5);
    }

    @Test
    void behindAThresholdThatDidNotPause() throws Exception {
        var unpaused = reply(
                StopReason.TOOL_USE,
                List.of(compaction("One."), call("c3", "look", "{}").toolUses().getFirst()));
        working(Compaction.at(50_000), says(unpaused), says(text("Done."))).run();
        allStandBehindTheBoundaryIn(4);
    }

    @Test
    void behindTheNextBoundaryAndTheNext() throws Exception {
        working(
                        Compaction.at(50_000),
                        says(pause("One.")),
                        says(call("c3", "look", "{}")),
                        says(pause("Two.")),
                        says(call("c4", "look", "{}")),
                        says(text("Done.")))
                .run();
        allStandBehindTheBoundaryIn(4);
        allStandBehindTheBoundaryIn(6);
        allStandBehindTheBoundaryIn(7);
    }

    @Test
    void whenTheHistoryIsKept() throws Exception {
        working(Compaction.at(50_000), says(pause("One.")), says(call("c3", "look", "{}")), says(text("Done.")))
                .hooks(first(Decision.keepHistory()))
                .run();
        allStandFromTheStartIn(4);
        allStandFromTheStartIn(5);
    }

    @Test
    void whenTheHistoryIsKeptAtALaterBoundary() throws Exception {
        working(
                        Compaction.at(50_000),
                        says(pause("One.")),
                        says(call("c3", "look", "{}")),
                        says(pause("Two.")),
                        says(call("c4", "look", "{}")),
                        says(text("Done.")))
                .hooks(checkpoint -> checkpoint.boundary().number() == 2 ? Decision.keepHistory() : Decision.accept())
                .run();
        allStandBehindTheBoundaryIn(6);
        allStandBehindTheBoundaryIn(7);
    }

    @Test
    void whenTheSummaryIsSentBack() throws Exception {
        working(Compaction.at(50_000), says(pause("Vague.")), says(pause("Better.")), says(text("Done.")))
                .hooks(first(Decision.resummarise("Say more.")))
                .run();
        allStandFromTheStartIn(4);
        allStandBehindTheBoundaryIn(5);
    }

    @Test
    void whenNoSummaryCame() throws Exception {
        working(Compaction.at(50_000), says(pause(null)), says(pause("Better.")), says(text("Done.")))
                .run();
        allStandFromTheStartIn(4);
        allStandBehindTheBoundaryIn(5);
    }

    @Test
    void whenAHookAddsWords() throws Exception {
        working(Compaction.at(50_000), says(pause("One.")), says(text("Done.")))
                .hooks(first(Decision.acceptWith("Mind the gap.")))
                .run();
        allStandBehindTheBoundaryIn(4);
    }

    @Test
    void whenTheAgentWrapsUpBehindABoundary() throws Exception {
        var run = working(Compaction.at(50_000), says(pause("One.")), says(text("Goodbye.")))
                .hooks(first(Decision.wrapUp("night falls")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        allStandBehindTheBoundaryIn(4);
    }

    @Test
    void whenTheAgentWrapsUpBeforeAnyBoundary() throws Exception {
        var run = working(Compaction.at(50_000), says(text("Goodbye.")))
                .budget(Budget.unlimited().billedTokens(40_000).wrapUpAt(0.007))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        allStandFromTheStartIn(3);
    }

    @Test
    void whenTheContextOutgrewTheWindowBehindABoundary() throws Exception {
        var run = working(
                        Compaction.at(50_000),
                        says(pause("One.")),
                        says(call("c3", "look", "{}")),
                        says(call("c4", "look", "{}")),
                        PinsHoldTest::tooLong,
                        says(text("Done.")))
                .tools(saying("look", "green ".repeat(500)), saying(TodoList.TOOL, "noted"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.words(7)).contains("removed to make room");
        allStandBehindTheBoundaryIn(7);
    }

    @Test
    void whenTheContextOutgrewTheWindowBeforeAnyBoundary() throws Exception {
        var run = working(Compaction.onDemand(50_000), PinsHoldTest::tooLong, says(pause("One.")), says(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        allStandBehindTheBoundaryIn(5);
    }

    @Test
    void behindASummaryThatWasAskedFor() throws Exception {
        onceItIsFull(Compaction.onDemand(2_000), pause("One."));
    }

    @Test
    void behindASummaryInWords() throws Exception {
        onceItIsFull(Compaction.clientSide(2_000), text("One."));
    }

    private void onceItIsFull(Compaction compaction, ModelReply summary) throws Exception {
        var run = working(WORK.subList(0, 2), compaction, says(summary), says(text("Done.")))
                .tools(saying("look", "green ".repeat(2_500)), saying(TodoList.TOOL, "noted"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.state().compactions().accepted()).isEqualTo(1);
        allStandBehindTheBoundaryIn(3);
    }
}
