package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.compaction;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider that does not pause sends the summary and goes on in the same reply; the boundary stands all the same. */
class UnpausedBoundaryTest {

    private static final Block.ToolUse LOOK = new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT);

    private static ModelReply compactedAnd(StopReason reason, Block... rest) {
        var content = new ArrayList<Block>();
        content.add(compaction("We looked."));
        content.addAll(List.of(rest));
        return reply(reason, content);
    }

    private static TestAgent agent(ModelReply boundary, ModelReply... after) {
        var script = new ArrayList<ModelReply>();
        script.add(call("c1", "look", "{}"));
        script.add(boundary);
        script.addAll(List.of(after));
        return TestAgent.replying(script.toArray(ModelReply[]::new))
                .tools(saying("look", "green"))
                .pins(Pin.task());
    }

    @Test
    void theCallStaysInTheMessageOfItsBlock() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), text("Done.")).run();
        assertThat(run.messages(2).getFirst().content()).containsExactly(compaction("We looked."), LOOK);
    }

    @Test
    void theContinuationWaitsForTheResultsAndStandsBehindThem() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), text("Done.")).run();
        assertThat(run.messages(2)).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(run.messages(2).getLast().content().getFirst()).isInstanceOf(Block.ToolResult.class);
        assertThat(run.lastWords(2)).containsOnlyOnce("Do the work.").contains("compacted into the summary");
    }

    @Test
    void theContinuationIsSaidOnce() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), call("c3", "look", "{}"), text("Done."))
                .run();
        assertThat(run.words(3)).containsOnlyOnce("compacted into the summary").containsOnlyOnce("Do the work.");
    }

    @Test
    void wordsBehindTheBlockEndTheWork() throws Exception {
        var run = agent(compactedAnd(StopReason.END_TURN, new Block.Text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.outcome().report().text()).isEqualTo("Done.");
        assertThat(run.state().compactions().accepted()).isEqualTo(1);
    }

    @Test
    void ofTwoBlocksTheLastWithASummaryStands() throws Exception {
        var twice = reply(
                StopReason.TOOL_USE,
                List.of(compaction("First."), new Block.Text("On."), compaction("Second."), compaction(null), LOOK));
        var run = agent(twice, text("Done.")).run();
        assertThat(run.messages(2).getFirst().content()).containsExactly(compaction("Second."), LOOK);
    }

    @Test
    void aFailedBlockIsLeftOutAndTheCallBehindItRuns() throws Exception {
        var run = agent(reply(StopReason.TOOL_USE, List.of(compaction(null), LOOK)), text("Done."))
                .run();
        assertThat(run.messages(2)).hasSize(5);
        assertThat(run.blocks(2)).contains(LOOK).noneMatch(Block.Compaction.class::isInstance);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aReplyCutOffBehindTheBlockIsGoneOnWithUnderTheContinuation() throws Exception {
        var run = agent(compactedAnd(StopReason.MAX_TOKENS, new Block.Text("I was just")), text("Done."))
                .run();
        assertThat(run.messages(2)).hasSize(2);
        assertThat(run.lastWords(2)).containsOnlyOnce("Do the work.").contains("cut off");
    }

    @Test
    void aCallCutOffBehindTheBlockIsAnsweredBeforeTheContinuation() throws Exception {
        var run =
                agent(compactedAnd(StopReason.MAX_TOKENS, LOOK), text("Done.")).run();
        assertThat(run.results(2)).singleElement().matches(Block.ToolResult::isError);
        assertThat(run.lastWords(2)).containsOnlyOnce("Do the work.");
    }

    @Test
    void whatAHookAddsStandsBehindTheResultsToo() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), text("Done."))
                .hooks(checkpoint -> Decision.acceptWith("Mind the gap."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.results(2)).hasSize(1);
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "Mind the gap.");
    }

    @Test
    void aHookThatWrapsUpLetsTheCallBehindTheBlockFinish() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), text("Goodbye."))
                .hooks(checkpoint -> Decision.wrapUp("enough"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.results(2)).hasSize(1);
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "wrap up");
    }

    @Test
    void aHookThatKeepsTheHistoryLosesNothingOfTheReply() throws Exception {
        var run = agent(compactedAnd(StopReason.TOOL_USE, LOOK), text("Done."))
                .hooks(checkpoint -> Decision.keepHistory())
                .run();
        assertThat(run.messages(2)).hasSize(5);
        assertThat(run.blocks(2)).contains(LOOK).noneMatch(Block.Compaction.class::isInstance);
    }
}
