package dev.longhaul.testkit;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A user's test of an agent, in a few lines each. */
class AgentFixtureTest {

    private final AgentFixture agent = AgentFixture.of(
            ScriptedModel.of(call("c1", "now", "{}"), pause("They asked for the time."), text("It is noon.")));

    private final Tool now = new Tool() {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("now", "Tells the time.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            agent.clock().advance(Duration.ofMinutes(1));
            return ToolResult.of(call, "12:00");
        }
    };

    @Test
    void anAgentRunsToItsEnd() {
        var run = agent.tools(now).run("What time is it?");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.outcome().report().text()).isEqualTo("It is noon.");
        assertThat(run.outcome().report().elapsed()).isEqualTo(Duration.ofMinutes(1));
        assertThat(run.toolAnswers()).containsExactly("12:00");
    }

    @Test
    void hooksAndPinsHaveTheirPlace() {
        var run = agent.tools(now)
                .pins(Pin.task())
                .onCheckpoint(checkpoint -> Decision.stop("seen"))
                .run("What time is it?");
        assertThat(run.outcome().reason()).isEqualTo("seen");
        assertThat(run.events(SessionEvent.CheckpointHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.pins()).hasSize(1));
    }

    @Test
    void soHasTheBudget() {
        var run = agent.tools(now)
                .budget(Budget.unlimited().within(Duration.ofMinutes(1)))
                .run("What time is it?");
        assertThat(run.outcome().reason()).isEqualTo("deadline");
    }
}
