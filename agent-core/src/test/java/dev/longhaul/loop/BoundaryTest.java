package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Outcome;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model is shown behind a boundary at which the provider paused. */
class BoundaryTest {

    private static final ModelReply THINKING_CALL = reply(
            StopReason.TOOL_USE,
            List.of(
                    new Block.Thinking(new Json("{\"type\":\"thinking\",\"signature\":\"s\"}")),
                    new Block.Text("Let me look."),
                    new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT)));

    /** Two rounds of tools, then the boundary, then the end. */
    private static TestAgent agent() {
        return TestAgent.replying(call("c1", "look", "{\"at\":1}"), THINKING_CALL, pause("We looked."), text("Done."))
                .tools(saying("look", "it is green"));
    }

    @Test
    void theSummaryLeads() throws Exception {
        var run = agent().run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.messages(3).getFirst().role()).isEqualTo(Role.ASSISTANT);
        assertThat(run.messages(3).getFirst().content()).hasSize(1);
    }

    @Test
    void theBlockGoesBackAsItCame() throws Exception {
        var pause = pause("We looked.");
        var run = TestAgent.replying(call("c1", "look", "{}"), pause, call("c2", "look", "{}"), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.blocks(2).getFirst()).isSameAs(pause.content().getFirst());
        assertThat(run.blocks(3).getFirst()).isSameAs(pause.content().getFirst());
    }

    @Test
    void theLastCallStaysWithItsResultWordForWord() throws Exception {
        var run = agent().run();
        assertThat(run.messages(3)).hasSize(3);
        assertThat(run.messages(3).get(1).blocks(Block.ToolUse.class))
                .containsExactly(new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT));
        assertThat(run.results(3)).containsExactly(new Block.ToolResult("c2", "it is green", false));
    }

    @Test
    void thinkingDoesNotCrossTheBoundaryButWordsDo() throws Exception {
        var kept = agent().run().messages(3).get(1);
        assertThat(kept.blocks(Block.Thinking.class)).isEmpty();
        assertThat(kept.text()).isEqualTo("Let me look.");
    }

    @Test
    void nothingElseOfTheHistoryIsSentAgain() throws Exception {
        var run = agent().run();
        assertThat(run.words(3)).doesNotContain("Do the work.").doesNotContain("{\"at\":1}");
    }

    @Test
    void aLastCallTooLargeForTheTailIsLeftToTheSummary() throws Exception {
        var run = TestAgent.replying(
                        call("c1", "look", "{}"), call("c2", "look", "{}"), pause("We looked."), text("Done."))
                .tools(saying("look", "x".repeat(1_000)))
                .compaction(Compaction.at(50_000).keepTail(100))
                .run();
        assertThat(run.messages(3)).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(run.results(3)).isEmpty();
    }

    @Test
    void theOpeningIsNotKeptAsATail() throws Exception {
        var run = TestAgent.replying(pause("Nothing yet."), text("Done.")).run();
        assertThat(run.messages(1)).hasSize(2);
        assertThat(run.words(1)).doesNotContain("Do the work.");
    }

    @Test
    void parallelCallsStayTogether() throws Exception {
        var run = TestAgent.replying(
                        call("c0", "look", "{}"),
                        calls(
                                new Block.ToolUse("c1", "look", Json.EMPTY_OBJECT),
                                new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT)),
                        pause("We looked."),
                        text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.results(3)).extracting(Block.ToolResult::toolUseId).containsExactly("c1", "c2");
    }

    @Test
    void oneContinuationFollowsWithEveryPinOnce() throws Exception {
        var run = agent().pins(Pin.task(), Pin.text("rules", "Be kind.")).run();
        assertThat(run.lastWords(3))
                .contains("compacted into the summary above")
                .containsOnlyOnce("<pinned name=\"task\">\nDo the work.\n</pinned>")
                .containsOnlyOnce("<pinned name=\"rules\">\nBe kind.\n</pinned>");
    }

    @Test
    void theNextBoundaryDoesNotCarryTheLastContinuationAlong() throws Exception {
        var run = TestAgent.replying(
                        call("c1", "look", "{}"), pause("One."), pause("Two."), call("c2", "look", "{}"), text("Done."))
                .tools(saying("look", "green"))
                .pins(Pin.task())
                .run();
        assertThat(run.words(3)).containsOnlyOnce("compacted into the summary above");
        assertThat(run.words(4))
                .containsOnlyOnce("Do the work.")
                .contains("Two.")
                .doesNotContain("One.");
    }

    @Test
    void aPinnedFileIsReadAnew() throws Exception {
        var agent = TestAgent.replying(call("c1", "edit", "{}"), pause("Edited."), text("Done."))
                .file("RULES.md", "old rules")
                .pins(Pin.file(Path.of("RULES.md")));
        var run = agent.tools(TestTools.doing("edit", (call, context) -> {
                    agent.file("RULES.md", "new rules");
                    return ToolResult.of(call, "ok");
                }))
                .run();
        assertThat(run.words(0)).contains("old rules");
        assertThat(run.words(2)).contains("new rules").doesNotContain("old rules");
    }

    @Test
    void itIsCountedAndClosedInTheLedger() throws Exception {
        var ledger = agent().run().state().ledger();
        assertThat(ledger.compactions()).isEqualTo(1);
        assertThat(ledger.closedContext()).isEqualTo(50_000);
        assertThat(ledger.compaction().input()).isEqualTo(50_000);
    }

    @Test
    void recentTurnsDoNotQuoteWhatIsPinnedAnyway() throws Exception {
        var run = TestAgent.replying(
                        call("c1", "look", "{\"at\":1}"),
                        pause("One."),
                        call("c2", "look", "{\"at\":2}"),
                        pause("Two."),
                        text("Done."))
                .tools(saying("look", "green"))
                .pins(Pin.task(), Pin.recentTurns(3))
                .run();
        assertThat(run.words(2)).containsOnlyOnce("Do the work.");
        assertThat(run.words(4)).containsOnlyOnce("Do the work.").containsOnlyOnce("it answered: green");
    }
}
