package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every call gets a result, whatever its tool does. */
class ToolRunTest {

    private static Block.ToolUse use(String id, String tool) {
        return new Block.ToolUse(id, tool, Json.EMPTY_OBJECT);
    }

    /** Runs one call of {@code tool} and gives what the model was told. */
    private static Block.ToolResult toldAfter(Tool tool) throws Exception {
        var run = TestAgent.replying(call("c1", tool.spec().name(), "{}"), text("Done."))
                .tools(tool)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        return run.results(1).getFirst();
    }

    @Test
    void theModelReadsWhatTheToolAnswered() throws Exception {
        var run = TestAgent.replying(call("c1", "add", "{\"a\":2}"), text("Four."))
                .tools(doing(
                        "add",
                        (call, context) ->
                                ToolResult.of(call, "sum for " + call.input().text())))
                .run();
        assertThat(run.results(1)).containsExactly(new Block.ToolResult("c1", "sum for {\"a\":2}", false));
        assertThat(run.outcome().report().text()).isEqualTo("Four.");
    }

    @Test
    void aCallIsAnsweredRightBehindItself() throws Exception {
        var run = TestAgent.replying(call("c1", "look", "{}"), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.messages(1).get(1).content()).containsExactly(use("c1", "look"));
        assertThat(run.messages(1)).hasSize(3);
    }

    @Test
    void theCallsOfOneReplyRunSideBySide() throws Exception {
        var all = new CountDownLatch(3);
        var tool = doing("meet", (call, context) -> {
            all.countDown();
            return ToolResult.of(call, all.await(20, TimeUnit.SECONDS) ? "met" : "alone");
        });
        var run = TestAgent.replying(calls(use("a", "meet"), use("b", "meet"), use("c", "meet")), text("Done."))
                .tools(tool)
                .run();
        assertThat(run.results(1)).extracting(Block.ToolResult::text).containsOnly("met");
    }

    @Test
    void resultsStandInTheOrderOfTheCallsHoweverTheyFinished() throws Exception {
        var lastIsDone = new CountDownLatch(1);
        var first = doing("first", (call, context) -> {
            lastIsDone.await();
            return ToolResult.of(call, "1");
        });
        var agent = TestAgent.replying(calls(use("a", "first"), use("b", "last")), text("Done."))
                .tools(first, saying("last", "2"))
                .listener((entry, state) -> {
                    if (entry.event() instanceof SessionEvent.ToolFinished) {
                        lastIsDone.countDown();
                    }
                });
        var run = agent.run();
        assertThat(run.events(SessionEvent.ToolFinished.class))
                .extracting(done -> done.result().callId())
                .containsExactly("b", "a");
        assertThat(run.results(1)).extracting(Block.ToolResult::toolUseId).containsExactly("a", "b");
    }

    @Test
    void aCallIsOnRecordBeforeItRuns() throws Exception {
        var recorded = new CopyOnWriteArrayList<SessionEvent>();
        var seen = new CopyOnWriteArrayList<SessionEvent>();
        TestAgent.replying(call("c1", "look", "{}"), text("Done."))
                .listener((entry, state) -> recorded.add(entry.event()))
                .tools(doing("look", (call, context) -> {
                    seen.addAll(recorded);
                    return ToolResult.of(call, "green");
                }))
                .run();
        assertThat(seen.getLast()).isInstanceOfSatisfying(SessionEvent.ToolStarted.class, started -> assertThat(
                        started.call().id())
                .isEqualTo("c1"));
    }

    @Test
    void theIdempotencyKeyIsTheCallsOwn() throws Exception {
        var keys = new CopyOnWriteArrayList<String>();
        var tool = doing("pay", (call, context) -> {
            keys.add(context.idempotencyKey());
            return ToolResult.of(call, "paid");
        });
        var run = TestAgent.replying(calls(use("a", "pay"), use("b", "pay")), text("Done."))
                .tools(tool)
                .run();
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.contains(TestAgent.SESSION));
        assertThat(run.events(SessionEvent.ToolStarted.class))
                .extracting(SessionEvent.ToolStarted::idempotencyKey)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void oneThatThrowsFailedWithItsMessage() throws Exception {
        var told = toldAfter(doing("read", (call, context) -> {
            throw new IOException("disk on fire");
        }));
        assertThat(told.isError()).isTrue();
        assertThat(told.text()).contains("read failed").contains("disk on fire");
    }

    @Test
    void oneThatThrowsWithoutAWordIsNamed() throws Exception {
        var told = toldAfter(doing("read", (call, context) -> {
            throw new IllegalStateException();
        }));
        assertThat(told.text()).contains("read failed").contains("IllegalStateException");
    }

    @Test
    void oneThatReturnsNullFailed() throws Exception {
        var told = toldAfter(doing("read", (call, context) -> null));
        assertThat(told.isError()).isTrue();
        assertThat(told.text()).contains("read returned nothing");
    }

    @Test
    void oneThatAnswersForAnotherCallIsSetRight() throws Exception {
        var told = toldAfter(doing("read", (call, context) -> new ToolResult("nonsense", "fine", false)));
        assertThat(told).isEqualTo(new Block.ToolResult("c1", "fine", false));
    }

    @Test
    void oneThatDoesNotExistIsAnsweredWithTheNamesThatDo() throws Exception {
        var run = TestAgent.replying(call("c1", "fly", "{}"), text("Done."))
                .tools(saying("walk", "ok"), saying("swim", "ok"))
                .run();
        assertThat(run.results(1).getFirst().isError()).isTrue();
        assertThat(run.results(1).getFirst().text()).contains("fly").contains("walk, swim");
    }

    @Test
    void oneThatHangsIsInterruptedAndAnsweredFor() throws Exception {
        var interrupted = new CountDownLatch(1);
        var run = TestAgent.following(replying(call("c1", "wait", "{}")), (request, scope) -> {
                    interrupted.await();
                    return text("Done.");
                })
                .toolTimeout(Duration.ofMillis(50))
                .tools(doing("wait", (call, context) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return ToolResult.of(call, "too late");
                }))
                .run();
        assertThat(run.results(1).getFirst().isError()).isTrue();
        assertThat(run.results(1).getFirst().text())
                .contains("wait gave no result")
                .contains("not known");
    }

    @Test
    void oneThatHangsTakesNobodyElsesResult() throws Exception {
        var run = TestAgent.replying(calls(use("a", "wait"), use("b", "look")), text("Done."))
                .toolTimeout(Duration.ofMillis(200))
                .tools(saying("look", "green"), doing("wait", (call, context) -> {
                    new CountDownLatch(1).await();
                    return ToolResult.of(call, "never");
                }))
                .run();
        assertThat(run.results(1)).extracting(Block.ToolResult::isError).containsExactly(true, false);
        assertThat(run.state().ledger().toolCalls()).isEqualTo(2);
    }

    @Test
    void twoWithOneNameAreRefusedFromTheStart() {
        var twins = List.of(saying("look", "1"), saying("look", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToolBox(twins))
                .withMessageContaining("look");
    }
}
