package dev.longhaul.session;

import static dev.longhaul.testing.Replies.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a call that was started by somebody who is gone. */
class LostCallsTest {

    private static final CallPolicy RERUN = CallPolicy.DEFAULT;
    private static final CallPolicy FAIL = CallPolicy.DEFAULT.rerun(Rerun.FAIL);

    private static Block.ToolUse use(String id) {
        return new Block.ToolUse(id, "look", Json.EMPTY_OBJECT);
    }

    private static ToolCall call(String id) {
        return new ToolCall(id, "look", Json.EMPTY_OBJECT);
    }

    private static Told calling(CallPolicy policy, String... ids) {
        return calling(policy, Budget.unlimited(), ids);
    }

    private static Told calling(CallPolicy policy, Budget budget, String... ids) {
        var uses = List.of(ids).stream().map(LostCallsTest::use).toArray(Block.ToolUse[]::new);
        return Told.looking(policy, budget).replied(calls(uses));
    }

    private static List<ToolResult> answers(Told told) {
        return ((Next.AnswerCalls) told.next())
                .answers().stream()
                        .map(event -> ((SessionEvent.ToolFinished) event).result())
                        .toList();
    }

    @Test
    void it_runs_again_with_the_key_it_had() {
        var told = calling(RERUN, "a").started("a");
        var key = told.state().keyOf("a");
        told.resumed();
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
        assertThat(told.state().keyOf("a")).isEqualTo(key).isPresent();
    }

    @Test
    void it_keeps_its_first_key_however_often_it_starts() {
        var told = calling(RERUN, "a").started("a");
        var first = told.state().keyOf("a");
        told.resumed().started("a").resumed().started("a").resumed();
        assertThat(told.state().keyOf("a")).isEqualTo(first);
    }

    @Test
    void one_that_must_not_run_twice_is_answered_as_unknown() {
        var told = calling(FAIL, "a").started("a").resumed();
        assertThat(answers(told)).singleElement().satisfies(result -> {
            assertThat(result.isError()).isTrue();
            assertThat(result.text()).contains("The outcome of look is unknown").contains("before you repeat it");
        });
    }

    @Test
    void one_that_never_started_runs_whatever_its_policy() {
        var told = calling(FAIL, "a", "b").started("a").resumed();
        ((Next.AnswerCalls) told.next()).answers().forEach(told::then);
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(call("b"))));
    }

    @Test
    void one_that_was_cancelled_while_it_ran_is_the_same_case() {
        var told = calling(FAIL, "a")
                .started("a")
                .then(new SessionEvent.CancelRequested("enough"))
                .then(new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", "enough")));
        told.resumed();
        assertThat(answers(told)).hasSize(1);
    }

    @Test
    void one_whose_result_came_in_late_is_not_lost() {
        var told = calling(FAIL, "a", "b")
                .started("a")
                .started("b")
                .then(new SessionEvent.CancelRequested("enough"))
                .answered("a", "green")
                .then(new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", "enough")));
        told.resumed();
        assertThat(answers(told)).extracting(ToolResult::callId).containsExactly("b");
    }

    @Test
    void one_whose_tool_is_gone_is_answered() {
        var told = calling(RERUN, "a").started("a");
        var bare = Told.session().state().start().settings();
        told.then(new SessionEvent.Resumed("ada", bare, List.of("the tool look is gone")));
        assertThat(answers(told))
                .singleElement()
                .extracting(ToolResult::text)
                .asString()
                .contains("no tool look any");
    }

    @Test
    void the_policy_of_whoever_takes_it_up_holds() {
        var told = calling(RERUN, "a").started("a");
        var stricter = Told.lookout(FAIL, Budget.unlimited());
        assertThat(told.state().start().settings().differencesOf(stricter))
                .containsExactly("calls of the tool look are run in another way");
        told.then(new SessionEvent.Resumed("ada", stricter, List.of()));
        assertThat(answers(told)).hasSize(1);
    }

    @Test
    void it_counts_once_in_the_budget() {
        var told = calling(RERUN, Budget.unlimited().toolCalls(1), "a")
                .started("a")
                .resumed();
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
        assertThat(told.started("a").answered("a", "green").state().ledger().toolCalls())
                .isEqualTo(1);
    }

    @Test
    void one_that_a_lowered_budget_does_not_allow_is_not_said_to_have_never_run() {
        var told = calling(RERUN, Budget.unlimited().toolCalls(5), "a", "b").started("a");
        told.then(new SessionEvent.BudgetChanged(Raise.to(Limit.TOOL_CALLS, 1), "ada"))
                .resumed();
        assertThat(told.next())
                .isEqualTo(new Next.RefuseTools(List.of(call("b")), "as many tools as the budget allows were called."));

        var spent = calling(RERUN, Budget.unlimited().toolCalls(5), "a").answered("a", "green");
        spent.replied(calls(use("b"))).started("b");
        spent.then(new SessionEvent.BudgetChanged(Raise.to(Limit.TOOL_CALLS, 1), "ada"))
                .resumed();
        assertThat(answers(spent))
                .singleElement()
                .extracting(ToolResult::text)
                .asString()
                .contains("unknown");
    }

    @Test
    void only_policies_that_differ_from_the_default_are_recorded() {
        assertThat(Told.lookout(RERUN, Budget.unlimited()).policies()).isEmpty();
        assertThat(Told.lookout(FAIL, Budget.unlimited()).policies()).containsExactlyEntriesOf(Map.of("look", FAIL));
    }
}
