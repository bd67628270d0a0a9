package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Edge;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionEvent.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A budget ends a session in time, and well if it can. */
class BudgetRunTest {

    /** Warns at 750 tokens, wraps up at 900. */
    private static final Budget THOUSAND = Budget.unlimited().billedTokens(1_000);

    private static ModelReply look(String id, int tokens) {
        return using(call(id, "look", "{}"), Usage.of(tokens - 10L, 10));
    }

    private static TestAgent looking(ModelReply... script) {
        return TestAgent.replying(script).tools(saying("look", "green"));
    }

    private static List<Edge> edges(TestRun run) {
        return run.events(SessionEvent.LimitCrossed.class).stream()
                .map(crossed -> crossed.crossing().edge())
                .toList();
    }

    @Test
    void theModelIsToldOnceToWrapUpAndHasOneLastReply() throws Exception {
        var run = looking(look("c1", 900), text("Half of it is done."))
                .budget(THOUSAND)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("900 of 1,000 billed tokens");
        assertThat(run.outcome().report().text()).isEqualTo("Half of it is done.");
        assertThat(run.words(1)).containsOnlyOnce("wrap up");
        assertThat(run.requests()).hasSize(2);
    }

    @Test
    void theLastReplyMayCallNoTools() throws Exception {
        var run = looking(look("c1", 900), call("c2", "look", "{}"))
                .budget(THOUSAND)
                .run();
        assertThat(run.requests()).extracting("toolChoice").containsExactly(ToolChoice.AUTO, ToolChoice.NONE);
        assertThat(run.requests().get(1).tools()).isNotEmpty();
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void theWrapUpWaitsForTheCallsUnderWay() throws Exception {
        var run = looking(look("c1", 900), text("Bye.")).budget(THOUSAND).run();
        assertThat(run.results(1)).hasSize(1);
        assertThat(run.messages(1)).hasSize(3);
    }

    @Test
    void eachEdgeIsCrossedOnce() throws Exception {
        var run = looking(look("c1", 400), look("c2", 400), look("c3", 50), look("c4", 500), text("Bye."))
                .budget(THOUSAND)
                .run();
        assertThat(edges(run)).containsExactly(Edge.WARN, Edge.WRAP_UP, Edge.HARD);
        assertThat(run.events(SessionEvent.WrapUpAsked.class)).hasSize(1);
        assertThat(run.requests()).hasSize(5);
    }

    @Test
    void aWarningChangesNothing() throws Exception {
        var run = looking(look("c1", 800), using(text("Done."), Usage.of(50, 10)))
                .budget(THOUSAND)
                .run();
        assertThat(edges(run)).containsExactly(Edge.WARN);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void workThatIsDoneStaysDoneWhateverItsLastReplyCost() throws Exception {
        var run = looking(look("c1", 100), using(text("Done."), Usage.of(5_000, 10)))
                .budget(THOUSAND)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.state().ledger().billedTokens()).isEqualTo(5_110);
        assertThat(edges(run)).isEmpty();
    }

    @Test
    void aWrapUpThatFailsEndsStoppedWithWhatThereIs() throws Exception {
        var run = TestAgent.following(replying(look("c1", 900)), failing(Kind.OVERLOADED, "not now"))
                .tools(saying("look", "green"))
                .budget(THOUSAND)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail()).contains("900 of 1,000").contains("not now");
        assertThat(run.outcome().report().turns()).isEqualTo(1);
    }

    @Test
    void aWrapUpThatOnlyCompactsEndsStopped() throws Exception {
        var run = looking(look("c1", 900), pause("A summary.")).budget(THOUSAND).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
    }

    @Test
    void anotherLimitReachedDuringTheWrapUpChangesNothing() throws Exception {
        var agent = new AtomicReference<TestAgent>();
        agent.set(TestAgent.following(replying(look("c1", 900)), (request, scope) -> {
            agent.get().clock.advance(Duration.ofMinutes(55));
            scope.listener().retrying(1, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
            throw new ModelException(Kind.OVERLOADED, "not now");
        }));
        var run = agent.get()
                .tools(saying("look", "green"))
                .budget(THOUSAND.within(Duration.ofHours(1)))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("budget_exhausted");
        assertThat(run.outcome().detail())
                .contains("900 of 1,000 billed tokens")
                .contains("not now");
        assertThat(run.events(SessionEvent.WrapUpAsked.class)).hasSize(1);
    }

    @Test
    void totalTokensCountEachContextOnce() throws Exception {
        var run = looking(look("c1", 600), look("c2", 700), text("Done."))
                .budget(Budget.totalTokens(1_000))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.state().ledger().billedTokens()).isGreaterThan(1_000);
    }

    @Test
    void totalTokensAddUpOverBoundaries() throws Exception {
        var run = looking(pause("1"), look("c1", 600), pause("2"), text("Bye."))
                .budget(Budget.totalTokens(100_000))
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
                .budget(Budget.unlimited().billedTokens(100_000))
                .run();
        assertThat(run.events(SessionEvent.ModelAsked.class))
                .extracting(SessionEvent.ModelAsked::purpose)
                .containsExactly(Purpose.WORK, Purpose.WORK, Purpose.WRAP_UP);
        assertThat(run.threshold(2).triggerTokens()).isGreaterThan(100_000);
    }

    @Test
    void withoutABlockInTheContextTheLastWordAsksForNoCompactionAtAll() throws Exception {
        var run = looking(look("c1", 900), text("Bye.")).budget(THOUSAND).run();
        assertThat(run.requests().get(0).compaction()).isNotNull();
        assertThat(run.requests().get(1).compaction()).isNull();
    }

    @Test
    void anAttemptThatMayHaveRunIsChargedAtItsWorst() throws Exception {
        var run = TestAgent.following((request, scope) -> {
                    scope.listener().retrying(1, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
                    scope.listener().retrying(2, new ModelException(Kind.OVERLOADED, "busy"), Duration.ZERO);
                    return text("Done.");
                })
                .run();
        var asked = run.events(SessionEvent.ModelAsked.class).getFirst();
        assertThat(run.state().ledger().unknown()).isEqualTo(asked.promptTokens() + 1_000);
        assertThat(run.events(SessionEvent.AttemptFailed.class)).hasSize(2);
    }

    @Test
    void aReplyThatNeverCameIsChargedAtItsWorst() throws Exception {
        var run = TestAgent.following(failing(Kind.LOST, "gone")).run();
        var asked = run.events(SessionEvent.ModelAsked.class).getFirst();
        assertThat(run.state().ledger().unknown()).isEqualTo(asked.promptTokens() + 1_000);
    }

    @Test
    void whatMayHaveBeenBilledCountsAgainstTheLimit() throws Exception {
        var run = TestAgent.following(
                        (request, scope) -> {
                            scope.listener().retrying(1, new ModelException(Kind.LOST, "gone"), Duration.ZERO);
                            return call("c1", "look", "{}");
                        },
                        replying(text("Bye.")))
                .tools(saying("look", "green"))
                .budget(THOUSAND)
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void aFailureThatReachedNobodyCostsNothing() throws Exception {
        var run = TestAgent.following(failing(Kind.UNREACHABLE, "no route")).run();
        assertThat(run.state().ledger().billedTokens()).isZero();
    }
}
