package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Raise;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.StopReason;
import dev.longhaul.tool.ToolCall;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a session that somebody takes up again, after a crash or after its end. */
class ResumingTest {

    private static final Next WORK = new Next.AskModel(Purpose.WORK);

    private static final SessionEvent.Resumed RESUMED = new SessionEvent.Resumed("ada", null, List.of());

    private static SessionEvent cancelled() {
        return new SessionEvent.CancelRequested("enough");
    }

    private static SessionEvent ended(Ending.Kind kind, String reason) {
        return new SessionEvent.Ended(new Ending(kind, reason, ""));
    }

    private static Told outOfBudget(Budget.OnLimit onLimit) {
        var told = Told.session(Budget.unlimited().billedTokens(1_000).onLimit(onLimit));
        told.then(new SessionEvent.LimitCrossed(new Crossing(Limit.BILLED_TOKENS, Edge.WRAP_UP, 950, 1_000)));
        return told;
    }

    @Test
    void who_was_interrupted_while_a_reply_was_awaited_asks_again() {
        var told = Told.session().asked().then(cancelled()).then(ended(Ending.Kind.CANCELLED, "cancelled"));
        assertThat(told.state().refusal()).isEmpty();
        assertThat(told.then(RESUMED).next()).isEqualTo(WORK);
    }

    @Test
    void a_result_that_came_in_while_the_session_ended_is_not_asked_for_again() {
        var told = Told.session()
                .replied(calls(
                        new Block.ToolUse("a", "look", Json.EMPTY_OBJECT),
                        new Block.ToolUse("b", "look", Json.EMPTY_OBJECT)))
                .then(cancelled())
                .answered("a", "green")
                .then(ended(Ending.Kind.CANCELLED, "cancelled"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(new ToolCall("b", "look", Json.EMPTY_OBJECT))));
    }

    @Test
    void the_last_result_that_comes_in_late_lets_the_model_go_on() {
        var told = Told.session()
                .replied(call("a", "look", "{}"))
                .then(cancelled())
                .answered("a", "green")
                .then(ended(Ending.Kind.CANCELLED, "cancelled"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.lastMessage().blocks(Block.ToolResult.class).map(Block.ToolResult::text))
                .containsExactly("green");
    }

    @Test
    void a_session_that_completed_is_taken_up_only_to_answer_a_message() {
        var told = Told.session().replied(text("Done.")).then(ended(Ending.Kind.COMPLETED, ""));
        assertThat(told.state().refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("send it a message"));
        told.then(new SessionEvent.MessageReceived("And the rest?"));
        assertThat(told.state().refusal()).isEmpty();
        assertThat(told.then(RESUMED).next()).isEqualTo(WORK);
        assertThat(told.lastMessage().text()).isEqualTo("And the rest?");
    }

    @Test
    void a_spent_budget_has_to_be_raised_first() {
        var told = outOfBudget(Budget.OnLimit.SUSPEND).then(ended(Ending.Kind.SUSPENDED, Ending.BUDGET_EXHAUSTED));
        assertThat(told.state().refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("raise it first"));
        told.then(new SessionEvent.BudgetChanged(Raise.to(Limit.BILLED_TOKENS, 5_000), "ada"));
        assertThat(told.state().refusal()).isEmpty();
        assertThat(told.then(RESUMED).next()).isEqualTo(WORK);
        assertThat(told.state().newCrossings(Told.START)).isEmpty();
    }

    @Test
    void who_gave_a_last_word_is_told_that_the_work_goes_on() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP);
        told.then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(Told.event(Purpose.WRAP_UP, text("Half is done.")))
                .then(ended(Ending.Kind.WRAPPED_UP, Ending.BUDGET_EXHAUSTED))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.lastMessage().text())
                .contains("You may go on after all")
                .doesNotContain("wrap");
    }

    @Test
    void a_raise_before_the_last_word_was_asked_for_spares_it() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP);
        assertThat(told.next()).isInstanceOf(Next.TellToWrapUp.class);
        assertThat(told.then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                        .next())
                .isEqualTo(WORK);
    }

    @Test
    void a_last_word_that_was_cut_short_by_the_deadline_is_not_asked_for_again_once_the_limit_is_raised() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(new SessionEvent.ModelAsked(Purpose.WRAP_UP, 100, 100, Reservation.NONE))
                .then(new SessionEvent.LimitCrossed(new Crossing(Limit.WALL_CLOCK, Edge.HARD, 10, 10)))
                .then(ended(Ending.Kind.STOPPED, Ending.DEADLINE))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.lastMessage().text()).contains("Please wrap up.").endsWith("from where you stopped.");
    }

    @Test
    void a_raise_that_came_before_the_end_counts() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(Told.event(Purpose.WRAP_UP, text("Half is done.")))
                .then(ended(Ending.Kind.WRAPPED_UP, Ending.BUDGET_EXHAUSTED));
        assertThat(told.state().refusal()).isEmpty();
        assertThat(told.then(RESUMED).next()).isEqualTo(WORK);
    }

    @Test
    void who_was_cancelled_while_wrapping_up_goes_on_if_the_budget_was_raised() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(cancelled())
                .then(ended(Ending.Kind.CANCELLED, "cancelled"))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.lastMessage().text()).contains("You may go on after all");
    }

    @Test
    void that_it_may_go_on_is_said_before_a_message_that_came_meanwhile() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(new SessionEvent.MessageReceived("Use plan B."))
                .then(Told.event(Purpose.WRAP_UP, text("Half is done.")))
                .then(ended(Ending.Kind.WRAPPED_UP, Ending.BUDGET_EXHAUSTED))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(RESUMED);
        assertThat(told.lastMessage().text()).containsSubsequence("You may go on after all", "Use plan B.");
    }

    @Test
    void that_it_may_go_on_is_no_message_that_nobody_read() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(Told.event(Purpose.WRAP_UP, text("Half is done.")))
                .then(ended(Ending.Kind.WRAPPED_UP, Ending.BUDGET_EXHAUSTED))
                .then(new SessionEvent.BudgetChanged(Raise.lift(Limit.BILLED_TOKENS), "ada"))
                .then(RESUMED);
        assertThat(told.state().report(Told.START).handoff().unread()).isEmpty();
        told.then(new SessionEvent.MessageReceived("Use plan B."));
        assertThat(told.state().report(Told.START).handoff().unread()).containsExactly("Use plan B.");
        assertThat(told.state().unread()).isEqualTo(1);
    }

    @Test
    void a_process_that_died_between_the_wish_to_stop_and_the_end_is_gone_on_with_at_once() {
        var told = Told.session()
                .replied(call("a", "look", "{}"))
                .then(cancelled())
                .then(RESUMED);
        assertThat(told.next()).isInstanceOf(Next.RunTools.class);
    }

    @Test
    void a_fork_of_one_that_has_ended_takes_its_letters_from_the_first_on_too() {
        var told = Told.session()
                .then(new SessionEvent.LettersTaken(5))
                .then(new SessionEvent.Ended(new Ending(Ending.Kind.SUSPENDED, Ending.APPROVAL, "")));
        assertThat(told.then(new SessionEvent.Forked("s0", 3, "ada")).state().lettersTaken())
                .isZero();
    }

    @Test
    void a_fork_takes_its_letters_from_the_first_on() {
        var told = Told.session().then(new SessionEvent.LettersTaken(5));
        assertThat(told.state().lettersTaken()).isEqualTo(5);
        assertThat(told.then(new SessionEvent.Forked("s0", 2, "ada")).state().lettersTaken())
                .isZero();
    }

    @Test
    void what_nobody_read_yet_survives_a_rewind() {
        var told = Told.session().replied(call("a", "look", "{}")).answered("a", "green");
        long to = told.state().seq();
        told.replied(text("Done.")).then(ended(Ending.Kind.COMPLETED, ""));
        told.then(new SessionEvent.MessageReceived("Use plan B."));
        told.then(new SessionEvent.Rewound(to, "ada")).then(RESUMED);
        assertThat(told.lastMessage().text()).contains("Use plan B.");
    }

    @Test
    void many_rewinds_are_replayed_in_two_readings() {
        var told = Told.session();
        for (int i = 0; i < 40; i++) {
            told.replied(call("c" + i, "look", "{}")).answered("c" + i, "green");
            told.then(new SessionEvent.Rewound(told.state().seq(), "ada"));
        }
        var readings = new AtomicInteger();
        var state = SessionState.of(() -> {
            readings.incrementAndGet();
            return told.journal().iterator();
        });
        assertThat(state.context().messages()).hasSize(1 + 2 * 40);
        assertThat(readings.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void an_agent_that_compacts_at_a_threshold_does_not_go_on_behind_a_signed_block() {
        var signed = new Block.Compaction(
                "We looked.", new Json("{\"type\":\"compaction\",\"content\":\"We looked.\",\"signature\":\"x\"}"));
        var told = Told.session(Compaction.onDemand(50_000))
                .then(new SessionEvent.ModelAsked(Purpose.COMPACTION, 100, 100, Reservation.NONE))
                .then(Told.event(Purpose.COMPACTION, reply(StopReason.COMPACTION, List.of(signed))))
                .held(Decision.accept());
        var settings = told.state().start().settings();
        assertThat(told.state().refusal(settings)).isEmpty();
        var other = new AgentSettings(
                settings.model(), "", List.of(), 1_000, Compaction.at(50_000), List.of(), Budget.unlimited());
        assertThat(told.state().refusal(other))
                .hasValueSatisfying(why -> assertThat(why).contains("build the agent with Compaction.onDemand"));
    }

    @Test
    void a_signature_on_a_block_that_came_at_a_threshold_keeps_nobody_from_going_on() {
        var signed = new Block.Compaction(
                "We looked.", new Json("{\"type\":\"compaction\",\"content\":\"We looked.\",\"signature\":\"x\"}"));
        var told = Told.session()
                .replied(reply(StopReason.COMPACTION, List.of(signed.atThreshold())))
                .held(Decision.accept());
        assertThat(told.state().refusal(told.state().start().settings())).isEmpty();
    }

    @Test
    void who_was_cancelled_while_wrapping_up_still_wraps_up() {
        var told = outOfBudget(Budget.OnLimit.WRAP_UP)
                .then(new SessionEvent.WrapUpAsked(Ending.BUDGET_EXHAUSTED, "Please wrap up."))
                .then(cancelled())
                .then(ended(Ending.Kind.CANCELLED, "cancelled"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(new Next.AskModel(Purpose.WRAP_UP));
    }

    @Test
    void a_provider_that_gave_up_is_asked_again() {
        var told = Told.session()
                .asked()
                .then(new SessionEvent.ModelFailed(Purpose.WORK, ModelException.Kind.OVERLOADED, "busy", Charge.NONE))
                .then(ended(Ending.Kind.FAILED, Ending.PROVIDER_ERROR))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
    }

    @Test
    void two_calls_of_one_id_are_taken_back_with_the_reply_that_made_them() {
        var twice = new Block.ToolUse("a", "look", Json.EMPTY_OBJECT);
        var told = Told.session()
                .replied(calls(twice, twice))
                .then(ended(Ending.Kind.FAILED, "malformed_reply"))
                .then(RESUMED);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.blocks()).noneMatch(Block.ToolUse.class::isInstance);
    }

    @Test
    void an_agent_that_was_changed_is_the_one_that_goes_on() {
        var told = Told.session().replied(call("a", "look", "{}"));
        var before = told.state().start().settings();
        var other = new AgentSettings(
                "other", before.system(), before.tools(), 2_000, before.compaction(), before.pins(), before.budget());
        assertThat(before.differencesOf(other)).hasSize(2).first().asString().contains("the model is other now");
        told.then(new SessionEvent.Resumed("ada", other, before.differencesOf(other)));
        assertThat(told.state().start().settings()).isEqualTo(other);
        assertThat(told.next()).isInstanceOf(Next.RunTools.class);
    }

    @Test
    void a_session_that_was_rewound_stands_where_it_stood_but_has_paid_for_what_came_since() {
        var told = Told.session().replied(call("a", "look", "{}")).answered("a", "green");
        var then = told.state();
        told.replied(call("b", "look", "{}")).answered("b", "red").replied(text("Done."));
        told.then(ended(Ending.Kind.COMPLETED, ""));
        var later = told.state();
        told.then(new SessionEvent.Rewound(then.seq(), "ada"));

        var back = told.state();
        assertThat(back.context()).isEqualTo(then.context());
        assertThat(back.next()).isEqualTo(WORK);
        assertThat(back.seq()).isEqualTo(later.seq() + 1);
        assertThat(back.ledger().billedTokens()).isEqualTo(later.ledger().billedTokens());
        assertThat(back.ledger().totalTokens())
                .isGreaterThanOrEqualTo(later.ledger().totalTokens());
    }

    @Test
    void a_rewind_leaves_an_earlier_rewind_behind() {
        var told = Told.session().replied(call("a", "look", "{}")).answered("a", "green");
        var first = told.state();
        told.replied(call("b", "look", "{}")).answered("b", "red");
        told.then(new SessionEvent.Rewound(first.seq(), "ada"));
        told.replied(call("c", "look", "{}")).answered("c", "blue");
        var second = told.state();
        told.replied(text("Done.")).then(new SessionEvent.Rewound(second.seq(), "ada"));
        assertThat(told.state().context()).isEqualTo(second.context());
        assertThat(told.blocks())
                .noneMatch(
                        block -> block instanceof Block.ToolResult r && r.text().equals("red"));
    }
}
