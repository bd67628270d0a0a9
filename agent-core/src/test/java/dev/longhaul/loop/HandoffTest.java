package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Handoff;
import dev.longhaul.session.Handoff.UnfinishedCall;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.TodoList;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** However a session ends, whoever goes on is told what there is to know, and the journal alone tells it. */
class HandoffTest {

    private static final CheckpointHook WRAP_UP = checkpoint -> Decision.wrapUp("enough");

    private static Tool todo() {
        return doing(TodoList.TOOL, (call, context) -> ToolResult.of(call, "written"));
    }

    private static TestAgent agent(ScriptedModel.Line... script) {
        return TestAgent.following(script)
                .tools(todo(), saying("look", "green"))
                .pins(Pin.task(), Pin.todo());
    }

    private static TestAgent agent(ModelReply... script) {
        return TestAgent.replying(script).tools(todo(), saying("look", "green")).pins(Pin.task(), Pin.todo());
    }

    private static ModelReply list(String id) {
        return call(id, TodoList.TOOL, """
                {"items":[{"text":"pay the smith","status":"done"},{"text":"mend the gate","status":"pending"},
                {"text":"paint it","status":"in_progress"}]}""");
    }

    private static Handoff handoff(TestRun run) {
        assertThat(SessionState.of(run.journal()).report(TestAgent.START).handoff())
                .as("by the journal alone")
                .isEqualTo(run.outcome().report().handoff());
        return run.outcome().report().handoff();
    }

    @Test
    void theModelsLastWordSaysWhatIsToBeDoneNext() throws Exception {
        var run = agent(list("t1"), pause("We paid."), text("Mend the gate next."))
                .hooks(WRAP_UP)
                .run();
        var handoff = handoff(run);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(handoff.next()).isEqualTo("Mend the gate next.");
        assertThat(handoff.isLastWord()).isTrue();
        assertThat(handoff.summary()).isEqualTo("We paid.");
        assertThat(handoff.open()).extracting(TodoList.Item::text).containsExactly("mend the gate", "paint it");
        assertThat(handoff.unfinished()).isEmpty();
    }

    @Test
    void whereNoLastWordCouldBeHadTheJournalSaysIt() throws Exception {
        var run = agent(replying(list("t1")), replying(pause("We paid.")), failing(Kind.OVERLOADED, "not now"))
                .hooks(WRAP_UP)
                .run();
        var handoff = handoff(run);
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(handoff.isLastWord()).isFalse();
        assertThat(handoff.next())
                .startsWith("The session was stopped before a last word could be had (enough: ")
                .contains("not now")
                .contains("Next on its list of 2 open: paint it");
    }

    @Test
    void itIsThereWhenNotEvenTheWrapUpCanBePaidFor() throws Exception {
        var big = reply(
                StopReason.TOOL_USE,
                List.of(new Block.Text("Halfway."), new Block.ToolUse("c1", "look", Json.EMPTY_OBJECT)));
        var run = agent(list("t1"), using(big, Usage.of(25_000, 10)))
                .budget(Budget.unlimited().billedTokens(30_000))
                .run();
        assertThat(run.outcome().detail()).contains("not even the wrap-up");
        assertThat(handoff(run).next())
                .contains("budget_exhausted", "Next on its list of 2 open", "What the model said last: Halfway.");
    }

    @Test
    void callsWithoutAResultAreNamedAndThoseWithOneAreNot() throws Exception {
        var looked = new CountDownLatch(1);
        var running = TestAgent.following(replying(reply(
                        StopReason.TOOL_USE,
                        List.of(
                                new Block.ToolUse("a", "look", Json.EMPTY_OBJECT),
                                new Block.ToolUse("b", "dig", new Json("{\"deep\":true}"))))))
                .tools(saying("look", "green"), doing("dig", (call, context) -> {
                    new CountDownLatch(1).await();
                    return null;
                }))
                .listener((entry, state) -> {
                    if (entry.event() instanceof SessionEvent.ToolFinished) {
                        looked.countDown();
                    }
                })
                .start();
        looked.await();
        running.cancel("enough");
        var handoff = handoff(running.await());
        assertThat(handoff.unfinished()).containsExactly(new UnfinishedCall("dig", "{\"deep\":true}"));
        assertThat(handoff.next()).contains("The session was cancelled", "look before they are made again");
    }

    @Test
    void messagesThatNobodyAnsweredAreHandedOn() throws Exception {
        var asked = new CountDownLatch(1);
        var agent = agent((ScriptedModel.Line) (request, scope) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return text("never");
        });
        var running = agent.start();
        asked.await();
        agent.send("And the gate?");
        running.cancel("enough");
        var handoff = handoff(running.await());
        assertThat(handoff.unread()).containsExactly("And the gate?");
        assertThat(handoff.next()).contains("Messages to be answered: 1.");
    }

    @Test
    void workThatIsDoneHandsOnItsResult() throws Exception {
        var handoff = handoff(agent(text("All done.")).run());
        assertThat(handoff).isEqualTo(new Handoff("", List.of(), List.of(), List.of(), "All done.", true));
    }

    @Test
    void aLastWordThatCallsAToolLeavesThatCallUnfinished() throws Exception {
        var run = agent(pause("We paid."), call("c1", "look", "{}"))
                .hooks(WRAP_UP)
                .run();
        assertThat(handoff(run).unfinished()).containsExactly(new UnfinishedCall("look", "{}"));
        assertThat(handoff(run).isLastWord()).isFalse();
    }

    @Test
    void itIsBoundedHoweverMuchThereIsToSay() throws Exception {
        var asked = new CountDownLatch(1);
        var agent = agent((ScriptedModel.Line) (request, scope) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return text("never");
        });
        var running = agent.start();
        asked.await();
        for (int i = 0; i < 30; i++) {
            agent.sendIfRoom("x".repeat(5_000));
        }
        running.cancel("enough ".repeat(2_000));
        var handoff = handoff(running.await());
        assertThat(handoff.unread()).hasSize(Handoff.MOST_ENTRIES);
        assertThat(handoff.unread()).allSatisfy(text -> assertThat(text).hasSize(Handoff.MOST_ENTRY_CHARS));
        assertThat(handoff.next()).hasSize(Handoff.MOST_CHARS);
    }
}
