package dev.longhaul.session;

import static dev.longhaul.testing.Replies.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which calls wait for a person, and what becomes of them; by the journal alone. */
class ApprovalTest {

    private static final CallPolicy ALWAYS = CallPolicy.DEFAULT.approval(Approval.ALWAYS);
    private static final CallPolicy WHEN = CallPolicy.DEFAULT.approval(Approval.WHEN);
    private static final CallPolicy ASK = CallPolicy.DEFAULT.rerun(Rerun.ASK);

    private static ToolCall call(String id) {
        return new ToolCall(id, "look", Json.EMPTY_OBJECT);
    }

    private static Block.ToolUse use(String id, String tool) {
        return new Block.ToolUse(id, tool, Json.EMPTY_OBJECT);
    }

    private static Told calling(CallPolicy policy) {
        return Told.looking(policy).replied(calls(use("a", "look")));
    }

    /** Up to where nobody is left to ask. */
    private static Told waiting(CallPolicy policy) {
        var told = calling(policy);
        return asking(told);
    }

    private static Told asking(Told told) {
        ((Next.AskApproval) told.next())
                .calls()
                .forEach(awaited -> told.then(new SessionEvent.ApprovalAsked(awaited.call(), awaited.why())));
        return told;
    }

    private static Told suspended(CallPolicy policy) {
        var told = waiting(policy);
        return told.then(new SessionEvent.Ended(((Next.AwaitApproval) told.next()).ending()));
    }

    private static SessionEvent given(boolean approved, String reason) {
        return new SessionEvent.ApprovalGiven("a", approved, reason, "ada");
    }

    private static ToolResult answer(Told told) {
        var event = ((Next.AnswerCalls) told.next()).answers().getFirst();
        return event instanceof SessionEvent.ToolRefused refused
                ? refused.result()
                : ((SessionEvent.ToolFinished) event).result();
    }

    @Test
    void a_call_that_needs_a_person_is_asked_for_once_and_then_waits() {
        var told = waiting(ALWAYS);
        assertThat(told.next()).isInstanceOfSatisfying(Next.AwaitApproval.class, await -> {
            assertThat(await.ending().kind()).isEqualTo(Ending.Kind.SUSPENDED);
            assertThat(await.ending().reason()).isEqualTo(Ending.APPROVAL);
            assertThat(await.ending().detail()).contains("1 call waits for approval: look {}");
        });
        assertThat(told.state().awaitingApproval())
                .extracting(AwaitedCall::call)
                .containsExactly(call("a"));
    }

    @Test
    void calls_that_need_nobody_run_first() {
        var told = Told.looking(ALWAYS).replied(calls(use("a", "look"), use("b", "walk")));
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(new ToolCall("b", "walk", Json.EMPTY_OBJECT))));
        told.answered("b", "walked");
        assertThat(told.next()).isInstanceOf(Next.AskApproval.class);
    }

    @Test
    void one_that_was_approved_runs() {
        assertThat(waiting(ALWAYS).then(given(true, "")).next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
    }

    @Test
    void one_that_was_denied_is_answered_with_the_reason() {
        var told = waiting(ALWAYS).then(given(false, "too dear"));
        assertThat(answer(told).isError()).isTrue();
        assertThat(answer(told).text()).contains("Not run").contains("too dear");
        told.then(((Next.AnswerCalls) told.next()).answers().getFirst());
        assertThat(told.next()).isEqualTo(new Next.AskModel(Purpose.WORK));
        assertThat(told.state().ledger().toolCalls()).isZero();
    }

    @Test
    void what_is_said_while_the_session_is_suspended_holds_when_it_is_resumed() {
        var told = suspended(ALWAYS).then(given(true, ""));
        assertThat(told.state().awaitingApproval()).isEmpty();
        assertThat(told.state().refusal()).isEmpty();
        assertThat(told.resumed().next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
    }

    @Test
    void one_that_is_still_undecided_waits_again_without_being_asked_for_again() {
        assertThat(suspended(ALWAYS).resumed().next()).isInstanceOf(Next.AwaitApproval.class);
    }

    @Test
    void the_first_answer_stands() {
        var told = waiting(ALWAYS).then(given(false, "no")).then(given(true, ""));
        assertThat(told.next()).isInstanceOf(Next.AnswerCalls.class);
    }

    @Test
    void nothing_is_approved_before_it_is_asked_for() {
        assertThat(calling(ALWAYS).then(given(true, "")).next()).isInstanceOf(Next.AskApproval.class);
    }

    @Test
    void a_tool_that_wants_to_see_the_call_is_asked_before_it_runs() {
        assertThat(calling(WHEN).next()).isInstanceOfSatisfying(Next.RunTools.class, run -> assertThat(run.unsure())
                .containsExactly("a"));
        var told = calling(WHEN).then(new SessionEvent.ApprovalAsked(call("a"), "much"));
        assertThat(told.next()).isInstanceOf(Next.AwaitApproval.class);
        assertThat(told.then(given(true, "")).next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
    }

    @Test
    void one_that_was_approved_and_interrupted_runs_again_unless_its_policy_says_to_ask() {
        var told = waiting(ALWAYS).then(given(true, "")).started("a").resumed();
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
        var asks = waiting(ALWAYS.rerun(Rerun.ASK))
                .then(given(true, ""))
                .started("a")
                .resumed();
        assertThat(asks.next()).isInstanceOf(Next.AskApproval.class);
    }

    @Test
    void one_that_may_have_run_already_says_so_to_whoever_is_asked() {
        var told = asking(calling(ASK).started("a").resumed());
        assertThat(told.state().awaitingApproval())
                .singleElement()
                .extracting(AwaitedCall::why)
                .asString()
                .contains("may have done its work already");
        var key = told.state().keyOf("a");
        assertThat(told.then(given(true, "")).next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
        assertThat(told.state().keyOf("a")).isEqualTo(key);
    }

    @Test
    void approval_of_another_run_survives_a_crash_before_it_but_not_one_in_it() {
        var told = asking(calling(ASK).started("a").resumed()).then(given(true, ""));
        assertThat(told.resumed().next()).isEqualTo(new Next.RunTools(List.of(call("a"))));
        assertThat(told.started("a").resumed().next()).isInstanceOf(Next.AskApproval.class);
    }

    @Test
    void another_run_that_was_denied_leaves_the_outcome_unknown() {
        var told = asking(calling(ASK).started("a").resumed()).then(given(false, "it did run"));
        assertThat(answer(told).text()).contains("outcome of look is unknown").contains("it did run");
    }

    @Test
    void nobody_is_asked_about_a_call_that_the_budget_does_not_allow() {
        var told = Told.looking(ALWAYS, Budget.unlimited().toolCalls(1))
                .replied(calls(use("a", "look"), use("b", "look")));
        assertThat(told.next())
                .isEqualTo(new Next.RefuseTools(List.of(call("b")), "as many tools as the budget allows were called."));
    }

    @Test
    void waiting_for_a_person_undoes_no_wrap_up_and_no_strikes() {
        var told = suspended(ALWAYS);
        var before = told.state();
        var after = told.resumed().state();
        assertThat(after.compactions()).isEqualTo(before.compactions());
        assertThat(after.spending()).isEqualTo(before.spending());
    }

    @Test
    void one_that_was_interrupted_and_is_asked_about_is_handed_on_as_one_that_may_have_run() {
        var told = asking(calling(ASK).started("a").resumed());
        assertThat(HandingOff.of(told.state()).next())
                .contains("Calls without a result: 1. They may have done their work")
                .doesNotContain("They have not run");
    }
}
