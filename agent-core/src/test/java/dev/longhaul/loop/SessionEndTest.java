package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a session ends, there is an outcome, it is on record, and it carries what was done so far. */
class SessionEndTest {

    private static final Line HALFWAY = replying(reply(
            StopReason.TOOL_USE,
            List.of(new Block.Text("Halfway."), new Block.ToolUse("c1", "look", Json.EMPTY_OBJECT))));

    private static TestAgent looking(Line... script) {
        return TestAgent.following(script).tools(saying("look", "green"));
    }

    private static SessionEvent.Ended last(TestRun run) {
        return (SessionEvent.Ended) run.journal().getLast().event();
    }

    @Test
    void theLastWordOfTheModelIsTheResult() throws Exception {
        var run = looking(HALFWAY, replying(text("All done."))).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.outcome().report().text()).isEqualTo("All done.");
        assertThat(run.outcome().report().turns()).isEqualTo(2);
        assertThat(last(run).ending()).extracting("kind").hasToString("COMPLETED");
    }

    @Test
    void cancelDuringAModelCallKeepsThePartialResult() throws Exception {
        var asked = new CountDownLatch(1);
        var running = looking(HALFWAY, (request, scope) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return text("never");
                })
                .start();
        asked.await();
        running.cancel("enough");
        var run = running.await();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.outcome().detail()).isEqualTo("enough");
        assertThat(run.outcome().report().text()).isEqualTo("Halfway.");
        assertThat(last(run).ending()).extracting("kind").hasToString("CANCELLED");
    }

    @Test
    void aModelCallThatWasCancelledIsChargedAtItsWorst() throws Exception {
        var asked = new CountDownLatch(1);
        var running = looking((request, scope) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return text("never");
                })
                .start();
        asked.await();
        running.cancel("enough");
        assertThat(running.await().state().ledger().unknown()).isGreaterThan(1_000);
    }

    @Test
    void cancelDuringAToolInterruptsIt() throws Exception {
        var inside = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var running = TestAgent.following(HALFWAY)
                .tools(doing("look", (call, context) -> {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        assertThat(context.cancellation().reason()).isEqualTo("enough");
                        interrupted.countDown();
                    }
                    return ToolResult.of(call, "too late");
                }))
                .start();
        inside.await();
        running.cancel("enough");
        assertThat(running.outcome()).isInstanceOf(Outcome.Cancelled.class);
        interrupted.await();
    }

    @Test
    void anInterruptAloneCancels() throws Exception {
        var inside = new CountDownLatch(1);
        var running = looking((request, scope) -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                    return text("never");
                })
                .start();
        inside.await();
        running.interrupt();
        var run = running.await();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.outcome().detail()).isEqualTo("interrupted");
    }

    @Test
    void cancelBetweenTwoStepsAsksNothingMore() throws Exception {
        var run = looking((request, scope) -> {
                    scope.cancellation().request("enough");
                    return call("c1", "look", "{}");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.events(SessionEvent.ToolStarted.class)).isEmpty();
    }

    @Test
    void whatIsDoneCannotBeCancelledAnyMore() throws Exception {
        var run = looking((request, scope) -> {
                    scope.cancellation().request("too late");
                    return text("Done.");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aBugOfOursIsAFailureWhoseWordsStayInTheLog() throws Exception {
        var run = looking(HALFWAY, (request, scope) -> {
                    throw new IllegalStateException("a screw is loose");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run.outcome().reason()).isEqualTo("internal_error");
        assertThat(run.outcome().detail()).contains("IllegalStateException").doesNotContain("screw");
        assertThat(run.outcome().report().text()).isEqualTo("Halfway.");
        assertThat(last(run).ending()).extracting("kind").hasToString("FAILED");
    }

    @Test
    void aSessionThatLostItsJournalToAnotherWriterFailsAndWritesNothingMore() throws Exception {
        var agent = TestAgent.following(HALFWAY);
        var foreign = new SessionEvent.CancelRequested("mine now");
        agent.tools(doing("look", (call, context) -> {
            long next = agent.journal.read(TestAgent.SESSION).size() + 1L;
            var theirs = agent.journal.current(TestAgent.SESSION).orElseThrow();
            agent.journal.append(theirs, List.of(new JournalEntry(next, TestAgent.START, foreign)));
            return ToolResult.of(call, "green");
        }));
        var outcome = agent.start().outcome();
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason()).isEqualTo("journal");
        assertThat(outcome.detail()).contains("another writer holds this session");
        assertThat(agent.journal.read(TestAgent.SESSION).getLast().event()).isEqualTo(foreign);
    }

    @Test
    void aSessionThatSomebodyElseTookFailsAndWritesNothingMore() throws Exception {
        var agent = TestAgent.following(HALFWAY);
        agent.tools(doing("look", (call, context) -> {
            agent.journal.release(agent.journal.current(TestAgent.SESSION).orElseThrow());
            agent.journal.acquire(TestAgent.SESSION, new Holder("elsewhere", 2, TestAgent.START));
            return ToolResult.of(call, "green");
        }));
        assertThat(agent.start().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(agent.journal.read(TestAgent.SESSION).getLast().event())
                .isInstanceOf(SessionEvent.ToolStarted.class);
    }

    @Test
    void aToolThatBreaksTheMachineFailsTheSession() throws Exception {
        var run = TestAgent.following(HALFWAY)
                .tools(doing("look", (call, context) -> {
                    throw new OutOfMemoryError("full");
                }))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run.outcome().reason()).isEqualTo("internal_error");
    }

    @Test
    void aListenerThatThrowsChangesNothing() throws Exception {
        var run = looking(HALFWAY, replying(text("Done.")))
                .listener((entry, state) -> {
                    throw new IllegalStateException("listener broke");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aListenerIsToldEverythingInOrder() throws Exception {
        var told = new CopyOnWriteArrayList<Long>();
        var run = looking(HALFWAY, replying(text("Done.")))
                .listener((entry, state) -> {
                    assertThat(state.seq()).isEqualTo(entry.seq());
                    told.add(entry.seq());
                })
                .run();
        assertThat(told).hasSameSizeAs(run.journal()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "OVERLOADED",
                "RATE_LIMITED",
                "SERVER_ERROR",
                "UNREACHABLE",
                "LOST",
                "MALFORMED_REPLY",
                "SPENDING_LIMIT"
            })
    void aProviderThatLetsUsDownHalfwayStopsTheSession(Kind kind) throws Exception {
        var run = looking(HALFWAY, failing(kind, "not now")).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("provider_error");
        assertThat(run.outcome().detail()).isEqualTo("not now");
        assertThat(run.outcome().report().text()).isEqualTo("Halfway.");
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "AUTHENTICATION", "PERMISSION", "NOT_FOUND", "TOO_LARGE"})
    void aProviderThatWillNeverAnswerThisFailsTheSession(Kind kind) throws Exception {
        var run = looking(HALFWAY, failing(kind, "no")).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run.outcome().reason()).isEqualTo("provider_error");
    }

    @Test
    void aProviderThatNeverAnsweredFailsTheSession() throws Exception {
        var run = looking(failing(Kind.UNREACHABLE, "no route")).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aPromptLargerThanTheWindowStopsTheSession() throws Exception {
        var run = looking(HALFWAY, failing(Kind.CONTEXT_WINDOW, "too long")).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("context_window");
    }
}
