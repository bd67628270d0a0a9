package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel;
import org.junit.jupiter.api.Test;

/** What was asked for and cannot be paid for is given up; the session goes on or ends, and never waits for it. */
class RefusedCallTest {

    @Test
    void aSummaryWhoseProbeCannotBePaidForIsDecidedOnWithoutIt() throws Exception {
        var run = TestAgent.replying(call("c1", "look", "{}"), pause("We looked."), text("Bye."))
                .tools(TestTools.countingUp("look", "green"))
                .compaction(Compaction.at(50_000).probe())
                .budget(Budget.unlimited().modelCalls(3).wrapUpAt(1))
                .run();
        assertThat(run.checkpoints()).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void aCallThatDiesOfABugIsChargedAtItsWorst() throws Exception {
        ScriptedModel.Line broken = (request, scope) -> {
            throw new IllegalStateException("screw loose");
        };
        var run = TestAgent.following(broken).run();
        var asked = run.events(SessionEvent.ModelAsked.class).getFirst();
        assertThat(run.outcome().reason()).isEqualTo("internal_error");
        assertThat(run.state().ledger().unknown())
                .isEqualTo(asked.reserved().worst().tokens());
    }
}
