package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.service.tool.ToolProvider;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sub-agents that are stopped, or wait, and callers that are stopped, or wait for them; each resume in a fresh runner. */
class SubAgentStopTest {

    private static final String ASK = "{\"task\":\"Buy a report.\"}";

    @TempDir
    Path folder;

    private SessionStore store;
    private Sessions sessions;

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
        sessions = new Sessions(store, InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Outcome start(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.journal(store).build()) {
            return runner.start("p", "Have it done.").await();
        }
    }

    private Outcome resume(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.journal(store).build()) {
            return runner.resume("p").await();
        }
    }

    private SessionState state(String session) {
        return SessionState.of(store.read(session));
    }

    private List<String> children() {
        return store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .map(entry -> ((SessionEvent.SubAgentStarted) entry.event()).sessionId())
                .distinct()
                .toList();
    }

    /** Two agents are at work when their caller is cancelled. */
    private Outcome cancelled() throws InterruptedException {
        var allAtWork = new CountDownLatch(2);
        try (var runner = Reading.editor(2, context -> {
                    allAtWork.countDown();
                    Thread.currentThread().join();
                })
                .journal(store)
                .build()) {
            var running = runner.start("p", "Have the reports read.");
            allAtWork.await();
            running.cancel("enough");
            return running.await();
        }
    }

    @Test
    void who_cancels_a_caller_cancels_its_agents_and_knows_what_they_spent() throws Exception {
        var outcome = cancelled();

        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(children()).hasSize(2).allSatisfy(child -> assertThat(
                        state(child).ending().orElseThrow().kind())
                .isEqualTo(Ending.Kind.CANCELLED));
        assertThat(outcome.report().ledger().billedTokens()).isEqualTo(3 * 110);
        assertThat(store.current("p")).isEmpty();
    }

    @Test
    void a_cancelled_caller_goes_on_with_the_same_agents() throws Exception {
        cancelled();
        var before = children();
        var turned = new AtomicInteger();

        var outcome = resume(Reading.editor(2, context -> turned.incrementAndGet()));

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(children()).isEqualTo(before);
        assertThat(turned).hasValue(2 * Reading.PAGES);
        // Each reader asks four times, the editor twice.
        assertThat(outcome.report().ledger().billedTokens()).isEqualTo((2 * 4 + 2) * 110);
    }

    @Test
    void an_agent_that_is_cancelled_alone_is_an_answer_to_its_caller() throws Exception {
        var atWork = new CountDownLatch(1);
        var editor = Reading.editor(1, context -> {
            atWork.countDown();
            Thread.currentThread().join();
        });
        try (var runner =
                editor.lettersEvery(Duration.ofMillis(20)).journal(store).build()) {
            var running = runner.start("p", "Have the report read.");
            atWork.await();
            sessions.cancel(children().getFirst(), "not worth it");
            assertThat(running.await()).isInstanceOf(Outcome.Completed.class);
        }
        assertThat(answer()).contains("It was cancelled").contains("not worth it");
    }

    private String answer() {
        return store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.ToolFinished)
                .map(entry ->
                        ((SessionEvent.ToolFinished) entry.event()).result().text())
                .findFirst()
                .orElseThrow();
    }

    /** A buyer who wants to buy, which needs a person, and then says so. */
    private static SubAgent buyer(Model model) {
        return SubAgent.tool(
                "buyer",
                "Buys a report.",
                AgentRunner.builder().model(model).compaction(Compaction.off()).tools(new Shop()));
    }

    private record Shop() implements Tool {

        @Override
        public ToolSpec spec() {
            return new ToolSpec("buy", "Buys.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public CallPolicy policy() {
            return CallPolicy.DEFAULT.approval(Approval.ALWAYS);
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            return ToolResult.of(call, "bought");
        }
    }

    @Test
    void who_approved_is_told_what_is_in_the_way_of_going_on_and_not_to_approve_again() throws Exception {
        start(caller(calling(), buyer(buying())));
        sessions.approve(children().getFirst(), null, "ada");
        ToolProvider down = request -> {
            throw new IllegalStateException("connection refused");
        };
        var agent = AgentRunner.builder()
                .model(buying())
                .compaction(Compaction.off())
                .tools(new Shop())
                .toolProvider(down);

        var outcome = resume(caller(calling(), SubAgent.tool("buyer", "Buys.", agent)));

        assertThat(outcome).isInstanceOf(Outcome.Suspended.class);
        assertThat(outcome.detail()).contains("connection refused").doesNotContain("approval");
    }

    private static AgentRunnerBuilder caller(Model model, SubAgent agent) {
        return AgentRunner.builder().model(model).compaction(Compaction.off()).tools(agent);
    }

    private static ScriptedModel calling() {
        return ScriptedModel.of(Replies.call("c1", "buyer", ASK));
    }

    private static ScriptedModel buying() {
        return ScriptedModel.of(Replies.call("b1", "buy", "{}"));
    }

    @Test
    void an_agent_that_waits_for_approval_suspends_its_caller_until_somebody_approved() throws Exception {
        var outcome = start(caller(calling(), buyer(buying())));

        assertThat(outcome).isInstanceOf(Outcome.Suspended.class);
        assertThat(outcome.reason()).isEqualTo("sub_agent");
        var child = children().getFirst();
        assertThat(outcome.detail()).contains(child).contains("1 call waits for approval: buy");
        assertThat(outcome.report().ledger().billedTokens()).isEqualTo(2 * 110);

        sessions.approve(child, null, "ada");
        var last = resume(caller(
                ScriptedModel.of(Replies.text("Done.")), buyer(ScriptedModel.of(Replies.text("It is bought.")))));

        assertThat(last).isInstanceOf(Outcome.Completed.class);
        assertThat(answer()).isEqualTo("It is bought.");
        assertThat(children()).containsExactly(child);
        assertThat(last.report().ledger().billedTokens()).isEqualTo(4 * 110);
    }

    @Test
    void what_is_set_aside_for_an_agent_that_waits_is_told() throws Exception {
        var outcome = start(
                caller(calling(), buyer(buying())).budget(Budget.unlimited().billedTokens(100_000)));
        long carved = state("p").carved().billedTokens();
        assertThat(carved).isBetween(10_000L, 100_000L);
        assertThat(outcome.report().reserved().billedTokens()).isEqualTo(carved - 110);
        assertThat(state("p").spentAtMost().billedTokens()).isEqualTo(220);
    }

    @Test
    void an_agent_whose_journal_is_lost_is_charged_all_that_was_set_aside() throws Exception {
        var budget = Budget.unlimited().billedTokens(100_000);
        start(caller(calling(), buyer(buying())).budget(budget));
        long carved = state("p").carved().billedTokens();
        var left = new InMemoryJournal();
        var lease = left.acquire("p", new Holder("here", 1, Instant.EPOCH));
        left.append(lease, store.read("p"));
        left.release(lease);

        try (var runner = caller(ScriptedModel.of(Replies.text("Done.")), buyer(ScriptedModel.of()))
                .budget(budget)
                .journal(left)
                .build()) {
            var ledger = runner.resume("p").await().report().ledger();
            assertThat(ledger.unknown()).isEqualTo(carved - 110);
            assertThat(ledger.billedTokens()).isGreaterThanOrEqualTo(110 + carved);
        }
    }

    @Test
    void a_caller_waits_for_an_agent_that_another_process_still_holds() throws Exception {
        start(caller(calling(), buyer(buying())));
        var child = children().getFirst();
        sessions.approve(child, null, "ada");
        var lease = store.acquire(child, new Holder("elsewhere", 1, Instant.EPOCH));
        assertThat(resume(caller(ScriptedModel.of(), buyer(ScriptedModel.of()))).detail())
                .contains(child)
                .contains("elsewhere");

        store.release(lease);
        var last = resume(caller(
                ScriptedModel.of(Replies.text("Done.")), buyer(ScriptedModel.of(Replies.text("It is bought.")))));
        assertThat(last).isInstanceOf(Outcome.Completed.class);
        assertThat(last.report().ledger().billedTokens()).isEqualTo(4 * 110);
    }

    @Test
    void a_caller_that_is_resumed_too_early_waits_again() throws Exception {
        start(caller(calling(), buyer(buying())));
        var again = resume(caller(ScriptedModel.of(), buyer(ScriptedModel.of())));
        assertThat(again.reason()).isEqualTo("sub_agent");
        assertThat(again.report().ledger().billedTokens()).isEqualTo(2 * 110);
    }

    @Test
    void an_approver_of_the_caller_is_asked_for_its_agents_too() throws Exception {
        var outcome = start(caller(
                        ScriptedModel.of(Replies.call("c1", "buyer", ASK), Replies.text("Done.")),
                        buyer(ScriptedModel.of(Replies.call("b1", "buy", "{}"), Replies.text("It is bought."))))
                .approver(Approver.everything()));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void calls_that_wait_themselves_and_agents_that_wait_are_both_told_of() throws Exception {
        var both = ScriptedModel.of(Replies.calls(
                new Block.ToolUse("c1", "buyer", new Json(ASK)), new Block.ToolUse("c2", "buy", new Json("{}"))));
        var outcome = start(caller(both, buyer(buying())).tools(new Shop()));
        assertThat(outcome.reason()).isEqualTo(Ending.APPROVAL);
        assertThat(outcome.detail()).contains("buy {}").contains(children().getFirst());

        sessions.approve("p", null, "ada");
        sessions.approve(children().getFirst(), null, "ada");
        var last = resume(
                caller(ScriptedModel.of(Replies.text("Done.")), buyer(ScriptedModel.of(Replies.text("It is bought."))))
                        .tools(new Shop()));
        assertThat(last).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void an_agent_that_waits_at_its_limit_goes_on_when_its_callers_limit_is_raised() throws Exception {
        var budget = Budget.unlimited().modelCalls(6);
        var outcome = start(Reading.editor(1, context -> {}, agent -> agent.budget(suspending()))
                .budget(budget));

        assertThat(outcome.reason()).isEqualTo("sub_agent");
        var child = children().getFirst();
        assertThat(outcome.detail()).contains(child).contains("budget_exhausted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sessions.raise(child, Raise.to(Limit.MODEL_CALLS, 100), "ada"))
                .withMessageContaining("raise that one");

        sessions.raise("p", Raise.to(Limit.MODEL_CALLS, 30), "ada");
        var last = resume(Reading.editor(1, context -> {}, agent -> agent.budget(suspending()))
                .budget(budget));
        assertThat(last).isInstanceOf(Outcome.Completed.class);
        assertThat(answer()).isEqualTo("I have read it.");
        assertThat(children()).containsExactly(child);
    }

    private static Budget suspending() {
        return Budget.unlimited().onLimit(Budget.OnLimit.SUSPEND);
    }

    @Test
    void nobody_goes_on_with_an_agent_but_its_caller() throws Exception {
        start(caller(calling(), buyer(buying())));
        var child = children().getFirst();
        try (var runner = AgentRunner.builder().model(buying()).journal(store).build()) {
            assertThatExceptionOfType(NotResumableException.class)
                    .isThrownBy(() -> runner.resume(child))
                    .withMessageContaining("sub-agent of session p");
        }
    }
}
