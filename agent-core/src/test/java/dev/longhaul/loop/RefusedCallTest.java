package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Holder;
import dev.longhaul.session.Next;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @EnumSource(names = {"ON_DEMAND", "CLIENT"})
    void aProbeThatCannotBePaidForStopsNoSummaryThatWasAskedFor(CompactionForm form) throws Exception {
        var run = TestAgent.replying(
                        using(call("c1", "look", "{}"), Usage.of(4_500, 10)),
                        using(call("c2", "look", "{}"), Usage.of(5_000, 10)),
                        form == CompactionForm.CLIENT ? text("We looked.") : signed("We looked."),
                        text("Bye."))
                .tools(TestTools.countingUp("look", "green"))
                .compaction(Compaction.onDemand(5_000).in(form).probe())
                .budget(Budget.unlimited().modelCalls(4).wrapUpAt(1))
                .run();
        assertThat(run.checkpoints()).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void aCompactionByHandThatCannotBePaidForIsGivenUp() throws Exception {
        var agent = TestAgent.following();
        var told = agent.at(List.of(
                new SessionEvent.CompactionRequested(CompactionRange.everything(), null),
                new SessionEvent.CallRefused(Purpose.COMPACTION, new Fit.TooDear(Limit.MODEL_CALLS, 2, 1, 2))));
        assertThat(told.state().next()).isEqualTo(new Next.AskModel(Purpose.WORK));
    }

    @Test
    void oneThatIsAskedForAgainAfterACrashAndCannotBePaidForIsGivenUpToo() throws Exception {
        var asked = new SessionEvent.ModelAsked(Purpose.COMPACTION, 100, 100, Reservation.NONE);
        var told = TestAgent.following()
                .compaction(Compaction.onDemand(5_000))
                .at(List.of(
                        asked, new SessionEvent.CallRefused(Purpose.COMPACTION, new Fit.TooDear(Limit.USD, 2, 1, 2))));
        assertThat(told.state().next()).isEqualTo(new Next.AskModel(Purpose.WORK));
        assertThat(told.state().nextCompaction().trigger()).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void aCallThatAProcessTookAlongIsChargedOnceHoweverOftenTheSessionIsResumed() throws Exception {
        var agent = TestAgent.following();
        var bound = new CallBound(150, 50, 0, CallBound.Summary.NONE);
        var reserved = new Reservation(bound, Price.FREE, new Amounts(0, 200, Money.ZERO, 1, 0, 0));
        agent.at(List.of(new SessionEvent.ModelAsked(Purpose.WORK, 100, 100, reserved)));
        for (int i = 0; i < 3; i++) {
            agent.journal.release(agent.journal.current(TestAgent.SESSION).orElseThrow());
            var resumed = Session.resume(
                    agent.journal,
                    agent.journal.acquire(TestAgent.SESSION, new Holder("localhost", i, TestAgent.START)),
                    agent.clock,
                    (entry, state) -> {},
                    TestAgent.SESSION);
            assertThat(resumed.state().ledger().unknown()).isEqualTo(200);
            assertThat(resumed.state().next()).isEqualTo(new Next.AskModel(Purpose.WORK));
        }
    }

    @Test
    void noMoreToolsRunThanTheBudgetAllows() throws Exception {
        var looks = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Block.ToolUse("c" + i, "look", Json.EMPTY_OBJECT))
                .toArray(Block.ToolUse[]::new);
        var run = TestAgent.replying(calls(looks), text("Bye."))
                .tools(TestTools.countingUp("look", "green"))
                .budget(Budget.unlimited().toolCalls(3).wrapUpAt(1))
                .run();
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(3);
        assertThat(run.state().ledger().toolCalls()).isEqualTo(3);
        assertThat(run.results(1))
                .extracting(Block.ToolResult::isError)
                .containsExactly(false, false, false, true, true);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {50_500, 52_000, 54_000, 56_000, 60_000, 70_000})
    void keptTurnsArePartOfWhatTotalTokensSetAside(long limit) throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 1; i <= 6; i++) {
            script.add(using(call("c" + i, "look", "{}"), Usage.of(6_600L * i, 10)));
        }
        script.add(text("We looked."));
        script.add(using(text("Done."), Usage.of(9_000, 10)));
        script.add(using(text("Done."), Usage.of(9_000, 10)));
        var run = TestAgent.replying(script.toArray(ModelReply[]::new))
                .tools(TestTools.countingUp("look", "word ".repeat(1_000)))
                .compaction(Compaction.clientSide(39_000).keepTail(0).keepTurns(4))
                .budget(Budget.totalTokens(limit).wrapUpAt(1))
                .run();
        assertThat(run.state().ledger().totalTokens()).isLessThanOrEqualTo(limit);
    }
}
