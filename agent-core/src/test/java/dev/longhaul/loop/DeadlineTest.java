package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.session.Outcome;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
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
