package dev.longhaul.runner;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent calls another: a session of its own, of which only the last words come back. */
class SubAgentTest {

    private static final String ASK = "{\"task\":\"Read report 7.\"}";

    private final InMemoryJournal journal = new InMemoryJournal();

    private AgentRunnerBuilder caller(ScriptedModel model, SubAgent... agents) {
        return AgentRunner.builder().model(model).tools((Object[]) agents).journal(journal);
    }

    private static SubAgent reader(ScriptedModel model) {
        return SubAgent.tool("reader", "Reads a report.", AgentRunner.builder().model(model));
    }

    private Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start("p", "Sum up the reports.").await();
        }
    }

    private <E extends SessionEvent> Stream<E> events(String session, Class<E> kind) {
        return journal.read(session).stream()
                .map(JournalEntry::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static String said(ModelRequest request) {
        return request.messages().toString();
    }

    @Test
    void only_its_last_words_enter_the_context_of_its_caller() throws Exception {
        var child = ScriptedModel.of(call("r1", "secret_look", "{}"), text("Report 7 says all is well."));
        var parent = ScriptedModel.of(call("c1", "reader", ASK), text("All is well."));

        assertThat(run(caller(parent, reader(child)))).isInstanceOf(Outcome.Completed.class);

        assertThat(said(parent.requests().getLast()))
                .contains("Report 7 says all is well.")
                .doesNotContain("secret_look");
        assertThat(said(child.requests().getFirst())).contains("Read report 7.").doesNotContain("Sum up");
    }

    @Test
    void journals_name_each_other() throws Exception {
        run(caller(
                ScriptedModel.of(call("c1", "reader", ASK), text("Done.")),
                reader(ScriptedModel.of(text("All is well.")))));

        var begun = events("p", SessionEvent.SubAgentStarted.class).findFirst().orElseThrow();
        long place = journal.read("p").stream()
                .filter(entry -> entry.event().equals(begun))
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(begun.sessionId()).isEqualTo("p." + place);
        assertThat(events(begun.sessionId(), SessionEvent.Started.class)
                        .findFirst()
                        .orElseThrow()
                        .parent())
                .isEqualTo(new Parent("p", place));
    }

    @Test
    void what_it_spends_its_caller_pays() throws Exception {
        var report = run(caller(
                        ScriptedModel.of(call("c1", "reader", ASK), text("Done.")),
                        reader(ScriptedModel.of(call("r1", "look", "{}"), text("All is well.")))))
                .report();

        assertThat(report.ledger().billedTokens()).isEqualTo(4 * 110);
        assertThat(report.ledger().modelCalls()).isEqualTo(4);
        assertThat(report.ledger().toolCalls()).isEqualTo(2);
        assertThat(report.ledger().bills().of(Purpose.SUB_AGENT).usage().total())
                .isEqualTo(2 * 110);
        assertThat(report.turns()).isEqualTo(2);
    }

    @Test
    void the_model_of_its_caller_is_asked_if_it_has_none_of_its_own() throws Exception {
        var one = ScriptedModel.of(call("c1", "reader", ASK), text("All is well."), text("Done."));
        assertThat(run(caller(one, SubAgent.tool("reader", "Reads.", AgentRunner.builder()))))
                .isInstanceOf(Outcome.Completed.class);
        assertThat(said(one.requests().get(1))).contains("Read report 7.");
    }

    @Test
    void agents_of_one_reply_run_beside_each_other_and_answer_in_the_order_of_the_calls() throws Exception {
        var child = ScriptedModel.following(
                (request, scope) -> text("read"), (request, scope) -> text("read"), (request, scope) -> text("read"));
        var parent = ScriptedModel.of(calls(use("c1"), use("c2"), use("c3")), text("Done."));
        run(caller(parent, reader(child)));
        assertThat(parent.requests().getLast().messages().getLast().blocks(Block.ToolResult.class))
                .extracting(Block.ToolResult::toolUseId)
                .containsExactly("c1", "c2", "c3");
        assertThat(events("p", SessionEvent.SubAgentStarted.class).map(SessionEvent.SubAgentStarted::sessionId))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    private static Block.ToolUse use(String id) {
        return new Block.ToolUse(id, "reader", new Json(ASK));
    }

    @Test
    void an_agent_may_have_agents_whose_costs_reach_the_top() throws Exception {
        var deepest = reader(ScriptedModel.of(text("All is well.")));
        var middle = SubAgent.tool(
                "clerk",
                "Has reports read.",
                AgentRunner.builder()
                        .model(ScriptedModel.of(call("m1", "reader", ASK), text("Read.")))
                        .tools(deepest));
        var report = run(caller(ScriptedModel.of(call("c1", "clerk", ASK), text("Done.")), middle))
                .report();
        assertThat(report.ledger().billedTokens()).isEqualTo(5 * 110);
        assertThat(events("p.5", SessionEvent.SubAgentStarted.class)
                        .findFirst()
                        .orElseThrow()
                        .sessionId())
                .startsWith("p.5.");
    }

    @Test
    void a_task_that_is_missing_costs_nothing_and_is_answered_for() throws Exception {
        var parent = ScriptedModel.of(call("c1", "reader", "{\"tusk\":1}"), text("Done."));
        var report = run(caller(parent, reader(ScriptedModel.of()))).report();
        assertThat(said(parent.requests().getLast())).contains("Not run: say in");
        assertThat(report.ledger().billedTokens()).isEqualTo(2 * 110);
    }

    @Test
    void one_that_fails_is_an_answer_with_what_it_had_said() throws Exception {
        var child = ScriptedModel.following(
                ScriptedModel.replying(call("r1", "look", "{}")),
                ScriptedModel.failing(ModelException.Kind.INVALID_REQUEST, "no such thing"));
        var parent = ScriptedModel.of(call("c1", "reader", ASK), text("Done."));
        assertThat(run(caller(parent, reader(child)))).isInstanceOf(Outcome.Completed.class);
        var answer = parent.requests()
                .getLast()
                .messages()
                .getLast()
                .blocks(Block.ToolResult.class)
                .toList();
        assertThat(answer.getFirst().isError()).isTrue();
        assertThat(answer.getFirst().text()).contains("It failed").contains("no such thing");
    }

    @Test
    void dollars_are_refused_at_the_start_if_the_model_of_an_agent_has_no_price() {
        var agent = caller(ScriptedModel.of(), reader(ScriptedModel.of()));
        try (var runner = agent.budget(Budget.unlimited().dollars(5)).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.start("p", "Sum up."))
                    .withMessageContaining("has no price");
        }
    }

    @Test
    void too_little_for_another_agent_is_an_answer_that_costs_nothing() throws Exception {
        var parent = ScriptedModel.of(calls(use("c1"), use("c2"), use("c3")), text("I did it myself."));
        // Two calls of its own, the wrap-up behind them, and one agent that needs two for itself and its wrap-up.
        var outcome = run(caller(parent, reader(ScriptedModel.of(text("Read."))))
                .budget(Budget.unlimited().modelCalls(5).wrapUpAt(1)));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(said(parent.requests().getLast())).contains("Not run:");
        assertThat(outcome.report().ledger().modelCalls()).isLessThanOrEqualTo(3);
    }

    @Test
    void its_answer_is_cut_as_any_other_result() throws Exception {
        var parent = ScriptedModel.of(call("c1", "reader", ASK), text("Done."));
        run(caller(parent, reader(ScriptedModel.of(text("word ".repeat(1_000)))).maxResultTokens(50)));
        assertThat(said(parent.requests().getLast())).contains("(cut here:").contains("read_result");
    }

    @Test
    void the_time_of_a_caller_ends_its_agents_early_enough_for_a_wrap_up() throws Exception {
        var parent = ScriptedModel.following(
                ScriptedModel.replying(call("c1", "reader", ASK)),
                ScriptedModel.replying(text("That is as far as I came.")));
        var endless = ScriptedModel.following((request, scope) -> {
            long left = Duration.between(Instant.now(), scope.deadline()).toMillis() + 1;
            new CountDownLatch(1).await(left, TimeUnit.MILLISECONDS);
            throw new ModelException(ModelException.Kind.LOST, "no reply in time");
        });
        var outcome = run(caller(parent, reader(endless))
                .budget(Budget.unlimited().within(Duration.ofSeconds(4)).wrapUpAt(0.1)));
        assertThat(outcome).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(said(parent.requests().getLast())).contains("wrap up").contains("deadline");
    }

    @Test
    void a_pool_that_is_shared_knows_what_agents_spent_once() throws Exception {
        var pool = new SharedBudget(Budget.unlimited().billedTokens(1_000_000));
        run(caller(
                        ScriptedModel.of(calls(use("c1"), use("c2")), text("Done.")),
                        reader(ScriptedModel.of(text("One."), text("Two."))))
                .sharedBudget(pool));
        assertThat(pool.spent().billedTokens()).isEqualTo(4 * 110);
        assertThat(pool.setAside().billedTokens()).isZero();
    }

    @Test
    void a_pool_that_is_shared_knows_once_what_an_agent_was_charged_of_whom_nothing_was_heard() throws Exception {
        var pool = new SharedBudget(Budget.unlimited().billedTokens(1_000_000));
        var agent = caller(ScriptedModel.of(calls(use("c1")), text("Done.")), reader(ScriptedModel.of(text("One."))));
        var outcome = run(agent.journal(new EndlessStore(journal))
                .budget(Budget.unlimited().billedTokens(200_000))
                .sharedBudget(pool));
        assertThat(outcome.report().ledger().unknown()).isPositive();
        assertThat(pool.spent().billedTokens())
                .isEqualTo(outcome.report().ledger().amounts().billedTokens());
        assertThat(pool.setAside().billedTokens()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void also_where_its_caller_has_no_limit_of_what_the_pool_counts(boolean isLimited) throws Exception {
        var pool = new SharedBudget(Budget.unlimited().billedTokens(1_000_000));
        var budget = isLimited ? Budget.unlimited().modelCalls(20) : Budget.unlimited();
        var agent = caller(ScriptedModel.of(calls(use("c1")), text("Done.")), reader(ScriptedModel.of(text("One."))));
        run(agent.journal(new EndlessStore(journal)).budget(budget).sharedBudget(pool));
        assertThat(pool.spent().billedTokens()).isEqualTo(3 * 110);
    }

    @Test
    void a_pool_that_is_shared_is_never_passed_by_agents() throws Exception {
        var pool = new SharedBudget(Budget.unlimited().modelCalls(6));
        run(caller(
                        ScriptedModel.of(calls(use("c1"), use("c2"), use("c3")), text("Done.")),
                        reader(ScriptedModel.of(text("One."), text("Two."), text("Three."))))
                .sharedBudget(pool));
        assertThat(pool.spent().modelCalls()).isLessThanOrEqualTo(6);
    }

    @Test
    void an_agent_cannot_be_its_own() {
        var builder = AgentRunner.builder().model(ScriptedModel.of());
        builder.tools(SubAgent.tool("me", "Calls me.", builder));
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("its own sub-agent");
    }

    @Test
    void the_journal_alone_leads_to_the_state_it_ended_in() throws Exception {
        var outcome = run(caller(
                ScriptedModel.of(calls(use("c1"), use("c2")), text("Done.")),
                reader(ScriptedModel.of(text("One."), text("Two.")))));
        var again = SessionState.of(journal.read("p"));
        assertThat(again.report(journal.read("p").getLast().at()).ledger())
                .isEqualTo(outcome.report().ledger());
        assertThat(again.children()).isEqualTo(List.of());
    }
}
