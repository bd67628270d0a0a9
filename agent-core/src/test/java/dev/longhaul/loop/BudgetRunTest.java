package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A budget ends a session in time, and well if it can. */
class BudgetRunTest {

    /** Worth twenty calls of {@link #CALL}: warns at the fifteenth, wraps up at the eighteenth. */
    private static final Budget TWENTY = Budget.unlimited().billedTokens(100_000);

    private static final int CALL = 5_000;

    private static ModelReply look(String id, int tokens) {
        return using(call(id, "look", "{}"), Usage.of(tokens - 10L, 10));
    }

    /** So many calls of 5,000 tokens each, then the rest. */
    private static ModelReply[] looks(int count, ModelReply... rest) {
        return Stream.concat(IntStream.rangeClosed(1, count).mapToObj(i -> look("c" + i, CALL)), Arrays.stream(rest))
                .toArray(ModelReply[]::new);
    }

    private static TestAgent looking(ModelReply... script) {
        return TestAgent.replying(script).tools(counting());
    }

    /** Answers otherwise each time, so that nobody takes it for a loop. */
    private static Tool counting() {
        var times = new AtomicInteger();
        return TestTools.doing("look", (call, context) -> ToolResult.of(call, "green " + times.incrementAndGet()));
    }

    private static List<Edge> edges(TestRun run) {
        return run.events(SessionEvent.LimitCrossed.class).stream()
                .map(crossed -> crossed.crossing().edge())
                .toList();
    }

    @Test
    void theModelIsToldOnceToWrapUpAndHasOneLastReply() throws Exception {
        var run = looking(looks(18, text("Half of it is done."))).budget(TWENTY).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("90,000 of 100,000 billed tokens");
        assertThat(run.outcome().report().text()).isEqualTo("Half of it is done.");
        assertThat(run.words(18)).containsOnlyOnce("wrap up");
        assertThat(run.requests()).hasSize(19);
    }

    @Test
    void theLastReplyMayCallNoTools() throws Exception {
        var run = looking(looks(18, call("c19", "look", "{}"))).budget(TWENTY).run();
        assertThat(run.requests()).last().extracting("toolChoice").isEqualTo(ToolChoice.NONE);
        assertThat(run.requests().subList(0, 18)).extracting("toolChoice").containsOnly(ToolChoice.AUTO);
        assertThat(run.requests().get(18).tools()).isNotEmpty();
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(18);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void theWrapUpWaitsForTheCallsUnderWay() throws Exception {
        var run = looking(looks(18, text("Bye."))).budget(TWENTY).run();
        assertThat(run.results(18)).hasSize(1);
        assertThat(run.messages(18)).hasSize(37);
    }

    @Test
    void eachEdgeIsCrossedOnce() throws Exception {
        var run = looking(looks(18, using(text("Bye."), Usage.of(4_000, 10))))
                .budget(TWENTY)
                .run();
        assertThat(edges(run)).containsExactly(Edge.WARN, Edge.WRAP_UP);
        assertThat(run.events(SessionEvent.WrapUpAsked.class)).hasSize(1);
    }

    @Test
    void aWarningChangesNothing() throws Exception {
        var run = looking(looks(16, using(text("Done."), Usage.of(50, 10))))
                .budget(TWENTY)
                .run();
        assertThat(edges(run)).containsExactly(Edge.WARN);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void workThatIsDoneStaysDoneWhateverItsLastReplyCost() throws Exception {
        var run = looking(looks(1, using(text("Done."), Usage.of(95_000, 10))))
                .budget(TWENTY)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(edges(run)).isEmpty();
    }

    @Test
    void aCallIsNotMadeThatCouldLeaveTooLittleForTheLastWord() throws Exception {
        var run = looking(looks(14, using(call("big", "look", "{}"), Usage.of(10_000, 10)), text("Bye.")))
                .budget(TWENTY)
                .run();
        assertThat(run.events(SessionEvent.CallRefused.class))
                .singleElement()
                .extracting(SessionEvent.CallRefused::purpose)
                .isEqualTo(Purpose.WORK);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("are left, and the next call with the wrap-up behind it may need");
    }

    @Test
    void aSessionThatIsToWaitForAPersonIsSuspendedThere() throws Exception {
        var run = looking(looks(14, using(call("big", "look", "{}"), Usage.of(10_000, 10))))
                .budget(TWENTY.onLimit(Budget.OnLimit.SUSPEND))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
    }

    @Test
    void anEdgeSuspendsTooWhereAPersonIsToBeAsked() throws Exception {
        var run = looking(looks(18))
                .budget(TWENTY.onLimit(Budget.OnLimit.SUSPEND))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
        assertThat(run.outcome().detail()).contains("90,000 of 100,000 billed tokens");
    }

    @Test
    void aReplyIsMadeShorterWhereTheBudgetWouldNotPayForALongOne() throws Exception {
        var run = looking(looks(16, text("Done."))).budget(TWENTY.wrapUpAt(1)).run();
        assertThat(run.requests()).first().extracting("maxTokens").isEqualTo(1_000);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aLastWordThatDoesNotFitIsAskedForWithoutOldResults() throws Exception {
        var huge = "word ".repeat(6_000);
        var times = new AtomicInteger();
        var run = TestAgent.replying(looks(16, text("Bye.")))
                .tools(TestTools.doing(
                        "look",
                        (call, context) -> ToolResult.of(call, times.incrementAndGet() < 16 ? "green " + times : huge)))
                .budget(TWENTY)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.requests().getLast().messages().toString()).doesNotContain(huge);
    }

    @Test
    void whatNoLastWordFitsIntoStopsWithWhatThereIs() throws Exception {
        var run = looking(looks(14, using(call("big", "look", "{}"), Usage.of(25_000, 10))))
                .budget(TWENTY)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("not even the wrap-up");
    }

    @Test
    void toolCallsAreLimited() throws Exception {
        var run = looking(looks(10, text("Bye.")))
                .budget(Budget.unlimited().toolCalls(10))
                .run();
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(9);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void modelCallsAreLimited() throws Exception {
        var run = looking(looks(20, text("Bye.")))
                .budget(Budget.unlimited().modelCalls(5).wrapUpAt(1))
                .run();
        assertThat(run.requests()).hasSize(5);
        assertThat(run.requests().getLast().toolChoice()).isEqualTo(ToolChoice.NONE);
    }

    @Test
    void aWrapUpThatFailsEndsStoppedWithWhatThereIs() throws Exception {
        var lines = Stream.concat(
                        Arrays.stream(looks(18)).map(ScriptedModel::replying),
                        Stream.of(failing(Kind.OVERLOADED, "not now")))
                .toArray(ScriptedModel.Line[]::new);
        var run = TestAgent.following(lines).tools(counting()).budget(TWENTY).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("90,000 of 100,000").contains("not now");
        assertThat(run.outcome().report().turns()).isEqualTo(18);
    }

    @Test
    void aWrapUpThatOnlyCompactsEndsStopped() throws Exception {
        var run = looking(looks(18, pause("A summary."))).budget(TWENTY).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
    }

    @Test
    void anotherLimitReachedDuringTheWrapUpChangesNothing() throws Exception {
        var agent = new AtomicReference<TestAgent>();
        ScriptedModel.Line slow = (request, scope) -> {
            agent.get().clock.advance(Duration.ofMinutes(55));
            throw new ModelException(Kind.OVERLOADED, "not now");
        };
        agent.set(TestAgent.following(
                Stream.concat(Arrays.stream(looks(18)).map(ScriptedModel::replying), Stream.of(slow))
                        .toArray(ScriptedModel.Line[]::new)));
        var run = agent.get()
                .tools(counting())
                .budget(TWENTY.within(Duration.ofHours(1)))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail())
                .contains("90,000 of 100,000 billed tokens")
                .contains("not now");
        assertThat(run.events(SessionEvent.WrapUpAsked.class)).hasSize(1);
    }

    @Test
    void totalTokensCountEachContextOnce() throws Exception {
        var run = looking(looks(4, text("Done.")))
                .budget(Budget.totalTokens(15_000))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.state().ledger().billedTokens()).isGreaterThan(15_000);
    }

    @Test
    void totalTokensAddUpOverBoundaries() throws Exception {
        var run = looking(pause("1"), look("c1", 600), pause("2"), text("Bye."))
                .budget(Budget.totalTokens(110_000))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.state().ledger().closedContext()).isEqualTo(100_000);
        assertThat(run.outcome().detail()).contains("total tokens");
    }

    @Test
    void compactionsAreLimited() throws Exception {
        var run = looking(
                        call("c1", "look", "{\"at\":1}"),
                        pause("1"),
                        call("c2", "look", "{\"at\":2}"),
                        pause("2"),
                        text("Bye."))
                .budget(Budget.unlimited().compactions(2))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().detail()).contains("2 of 2 compactions");
        assertThat(run.lastWords(4)).containsSubsequence("compacted into the summary", "wrap up");
    }

    @Test
    void theLastWordIsNotSpentOnACompaction() throws Exception {
        var full = using(call("c1", "look", "{}"), Usage.of(60_000, 10));
        var run = looking(pause("1"), full, text("Bye."))
                .budget(Budget.unlimited().billedTokens(200_000).wrapUpAt(0.5))
                .run();
        assertThat(run.events(SessionEvent.ModelAsked.class))
                .extracting(SessionEvent.ModelAsked::purpose)
                .containsExactly(Purpose.WORK, Purpose.WORK, Purpose.WRAP_UP);
        assertThat(run.threshold(2).triggerTokens()).isGreaterThan(100_000);
    }

    @Test
    void withoutABlockInTheContextTheLastWordAsksForNoCompactionAtAll() throws Exception {
        var run = looking(looks(18, text("Bye."))).budget(TWENTY).run();
        assertThat(run.requests().get(0).compaction()).isNotNull();
        assertThat(run.requests().get(18).compaction()).isNull();
    }

    @Test
    void anAttemptThatMayHaveRunIsChargedAtItsWorst() throws Exception {
        var run = TestAgent.following((request, scope) -> {
                    scope.listener().mayRetry(1, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
                    scope.listener().mayRetry(2, new ModelException(Kind.OVERLOADED, "busy"), Duration.ZERO);
                    return text("Done.");
                })
                .run();
        var asked = run.events(SessionEvent.ModelAsked.class).getFirst();
        assertThat(run.events(SessionEvent.AttemptFailed.class))
                .extracting(failed -> failed.unknown().tokens())
                .containsExactly(asked.reserved().amounts().billedTokens(), 0L);
        assertThat(asked.reserved().amounts().billedTokens()).isGreaterThan(asked.promptTokens() + 1_000);
    }

    @Test
    void aReplyThatNeverCameIsChargedAtItsWorst() throws Exception {
        var run = TestAgent.following(failing(Kind.LOST, "gone")).run();
        var asked = run.events(SessionEvent.ModelAsked.class).getFirst();
        assertThat(run.state().ledger().unknown())
                .isEqualTo(asked.reserved().amounts().billedTokens());
    }

    @Test
    void aReplyProvesHowLargeTheLostAttemptsBeforeItWere() throws Exception {
        var run = TestAgent.following((request, scope) -> {
                    scope.listener().mayRetry(1, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
                    return using(text("Done."), Usage.of(40, 5));
                })
                .run();
        assertThat(run.state().ledger().unknown()).isEqualTo(40 + 1_000);
    }

    @Test
    void whatMayHaveBeenBilledCountsAgainstTheLimit() throws Exception {
        ScriptedModel.Line lossy = (request, scope) -> {
            for (int attempt = 1; attempt <= 4; attempt++) {
                scope.listener().mayRetry(attempt, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
            }
            return call("c1", "look", "{}");
        };
        var run = TestAgent.following(lossy, ScriptedModel.replying(text("Bye.")))
                .tools(saying("look", "green"))
                .budget(Budget.unlimited().billedTokens(9_000).wrapUpAt(0.4))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void aFailureThatReachedNobodyCostsNothing() throws Exception {
        var run = TestAgent.following(failing(Kind.UNREACHABLE, "no route")).run();
        assertThat(run.state().ledger().billedTokens()).isZero();
    }
}
