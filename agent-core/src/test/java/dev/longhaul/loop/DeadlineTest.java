package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Raise;
import dev.longhaul.budget.Reservation;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Time runs out like any other budget, except that a hard edge leaves no time for a last word. */
class DeadlineTest {

    private static final Budget ONE_HOUR = Budget.unlimited().within(Duration.ofHours(1));

    private static Tool lasting(TestAgent agent, Duration time) {
        return doing("work", (call, context) -> {
            agent.clock.advance(time);
            return ToolResult.of(call, "worked");
        });
    }

    private static Reservation reserving(long tokens) {
        var call = new CallBound(tokens, 0, 0, CallBound.Summary.NONE);
        return new Reservation(call, Price.FREE, new Amounts(0, tokens, Money.ZERO, 1, 0, 0));
    }

    @Test
    void aDeadlineNearbyWrapsUp() throws Exception {
        var agent = TestAgent.replying(call("c1", "work", "{}"), text("Bye.")).budget(ONE_HOUR);
        var run = agent.tools(lasting(agent, Duration.ofMinutes(55))).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("deadline");
        assertThat(run.outcome().report().elapsed()).isEqualTo(Duration.ofMinutes(55));
    }

    @Test
    void aDeadlineThatHasPassedStops() throws Exception {
        var agent = TestAgent.replying(call("c1", "work", "{}")).budget(ONE_HOUR);
        var run = agent.tools(lasting(agent, Duration.ofHours(1))).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("deadline");
        assertThat(run.requests()).hasSize(1);
    }

    @Test
    void aModelCallThatOutlastsTheDeadlineStopsAndIsChargedAtItsWorst() throws Exception {
        var agent = new AtomicReference<TestAgent>();
        agent.set(TestAgent.following((request, scope) -> {
            agent.get().clock.advance(Duration.ofHours(1));
            throw new ModelException(Kind.LOST, "timed out");
        }));
        var run = agent.get().budget(ONE_HOUR).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("deadline");
        assertThat(run.state().ledger().unknown()).isPositive();
    }

    @Test
    void theModelKnowsTheDeadline() throws Exception {
        var seen = new AtomicReference<Instant>();
        TestAgent.following((request, scope) -> {
                    seen.set(scope.deadline());
                    return text("Done.");
                })
                .budget(ONE_HOUR)
                .run();
        assertThat(seen.get()).isEqualTo(TestAgent.START.plus(Duration.ofHours(1)));
    }

    @Test
    void whileASessionWaitsForAPersonNoTimePasses() throws Exception {
        var agent = TestAgent.replying(
                        call("c1", "work", "{}"),
                        call("c2", "work", "{}"),
                        call("c3", "work", "{}"),
                        call("c4", "work", "{}"))
                .budget(ONE_HOUR.modelCalls(2).onLimit(Budget.OnLimit.SUSPEND));
        agent.tools(lasting(agent, Duration.ofMinutes(20)));
        assertThat(agent.run().outcome()).isInstanceOf(Outcome.Suspended.class);
        agent.clock.advance(Duration.ofDays(7));
        agent.note(new SessionEvent.BudgetChanged(Raise.lift(Limit.MODEL_CALLS), "ada"));
        agent.clock.advance(Duration.ofDays(7));
        var resumed = agent.resume();
        assertThat(resumed.outcome().reason()).isEqualTo("deadline");
        assertThat(resumed.outcome().report().elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(resumed.outcome().report().ledger().toolCalls()).isEqualTo(3);
    }

    @Test
    void theTimeInWhichAProcessWasDeadDoesNotCount() throws Exception {
        var seen = new AtomicReference<Instant>();
        var agent = TestAgent.following(
                        (request, scope) -> {
                            seen.set(scope.deadline());
                            return text("Done.");
                        },
                        (request, scope) -> text("I am."))
                .budget(ONE_HOUR);
        agent.at(List.of(new SessionEvent.ModelAsked(Purpose.WORK, 100, 100, reserving(5_000))));
        agent.clock.advance(Duration.ofHours(9));
        agent.note(new SessionEvent.MessageReceived("Are you there?"));
        agent.clock.advance(Duration.ofHours(1));
        var run = agent.resume();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.outcome().report().elapsed()).isZero();
        assertThat(seen.get()).isEqualTo(agent.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void aToolIsNotGivenMoreTimeThanTheSessionHas() throws Exception {
        var run = TestAgent.replying(call("c1", "work", "{}"), text("Done."))
                .toolTimeout(Duration.ofHours(1))
                .budget(Budget.unlimited().within(Duration.ofMillis(100)))
                .tools(doing("work", (call, context) -> {
                    new CountDownLatch(1).await();
                    return ToolResult.of(call, "never");
                }))
                .run();
        assertThat(run.results(1)).singleElement().matches(Block.ToolResult::isError);
    }
}
