package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ApprovalRequest;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that need a person, in a session that runs. */
class ApprovalRunTest {

    private final List<String> paid = new CopyOnWriteArrayList<>();

    /** Pays what it is told to; who pays more than 100 needs approval. */
    private final class Pay implements Tool {

        private final Approval approval;

        private Pay(Approval approval) {
            this.approval = approval;
        }

        @Override
        public ToolSpec spec() {
            return new ToolSpec("pay", "Pays.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public CallPolicy policy() {
            return CallPolicy.DEFAULT.approval(approval);
        }

        @Override
        public boolean needsApproval(ToolCall call) {
            return call.input().tree().path("amount").asInt() > 100;
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            paid.add(call.input().tree().path("amount").asText());
            return ToolResult.of(call, "paid");
        }
    }

    private static Block.ToolUse pay(String id, int amount) {
        return new Block.ToolUse(id, "pay", new Json("{\"amount\":" + amount + "}"));
    }

    private static void decide(TestAgent agent, boolean approved, String reason) throws Exception {
        agent.note(new SessionEvent.ApprovalGiven("b", approved, reason, "ada"));
    }

    private TestAgent agent(Approval approval) {
        return TestAgent.replying(calls(pay("a", 5), pay("b", 500)), text("Done."))
                .tools(new Pay(approval));
    }

    @Test
    void only_calls_that_their_tool_is_wary_of_suspend_and_the_others_run() throws Exception {
        var run = agent(Approval.WHEN).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
        assertThat(run.outcome().reason()).isEqualTo("approval");
        assertThat(run.outcome().detail()).contains("pay {\"amount\":500}");
        assertThat(paid).containsExactly("5");
        assertThat(run.requests()).hasSize(1);
    }

    @Test
    void a_call_that_waits_for_a_person_is_not_handed_on_as_one_that_may_have_run() throws Exception {
        var handoff = agent(Approval.WHEN).run().outcome().report().handoff();
        assertThat(handoff.next())
                .contains("Calls that wait for a person: 1. They have not run.")
                .doesNotContain("They may have done their work");
    }

    @Test
    void an_approved_call_runs_when_the_session_is_resumed_and_results_keep_their_order() throws Exception {
        var agent = agent(Approval.WHEN);
        agent.run();
        decide(agent, true, "");
        var run = agent.resume();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(paid).containsExactly("5", "500");
        assertThat(run.results(1)).extracting(Block.ToolResult::toolUseId).containsExactly("a", "b");
    }

    @Test
    void a_denied_call_does_not_run_and_the_model_reads_why() throws Exception {
        var agent = agent(Approval.WHEN);
        agent.run();
        decide(agent, false, "ask the customer first");
        var run = agent.resume();
        assertThat(paid).containsExactly("5");
        assertThat(run.results(1).getLast().isError()).isTrue();
        assertThat(run.results(1).getLast().text()).contains("ask the customer first");
    }

    @Test
    void nothing_decided_suspends_again() throws Exception {
        var agent = agent(Approval.ALWAYS);
        agent.run();
        var run = agent.resume();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
        assertThat(run.outcome().detail()).contains("2 calls wait");
        assertThat(run.events(SessionEvent.ApprovalAsked.class)).hasSize(2);
        assertThat(paid).isEmpty();
    }

    @Test
    void who_approves_everything_is_on_record() throws Exception {
        var run = agent(Approval.ALWAYS).approver(Approver.everything()).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(paid).containsExactlyInAnyOrder("5", "500");
        assertThat(run.events(SessionEvent.ApprovalGiven.class))
                .extracting(SessionEvent.ApprovalGiven::who)
                .containsOnly("a standing yes to everything")
                .hasSize(2);
    }

    @Test
    void an_approver_sees_what_would_run_and_may_answer_at_once() throws Exception {
        var seen = new CopyOnWriteArrayList<ApprovalRequest>();
        var run = agent(Approval.WHEN)
                .approver(request -> {
                    seen.add(request);
                    return Optional.of(ApprovalAnswer.no("too much", "ada"));
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.sessionId()).isEqualTo(TestAgent.SESSION);
            assertThat(request.call().id()).isEqualTo("b");
        });
        assertThat(run.results(1).getLast().text()).contains("too much");
    }

    @Test
    void what_somebody_else_says_while_an_approver_thinks_stands_and_the_approver_is_given_up() throws Exception {
        var interrupted = new CountDownLatch(1);
        var agent = agent(Approval.WHEN);
        var run = agent.approver(request -> {
                    agent.mailbox().deliver(List.of(new SessionEvent.ApprovalGiven("b", false, "too much", "bob")), 1);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Optional.of(ApprovalAnswer.yes("ada"));
                })
                .run();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.results(1).getLast().text()).contains("too much");
        assertThat(paid).containsExactly("5");
    }

    @Test
    void an_answer_that_comes_behind_somebody_elses_is_not_recorded() throws Exception {
        var agent = agent(Approval.WHEN);
        var run = agent.approver(request -> {
                    agent.mailbox().deliver(List.of(new SessionEvent.ApprovalGiven("b", false, "too much", "bob")), 1);
                    return Optional.of(ApprovalAnswer.yes("ada"));
                })
                .run();
        assertThat(run.events(SessionEvent.ApprovalGiven.class))
                .extracting(SessionEvent.ApprovalGiven::who)
                .containsExactly("bob");
        assertThat(paid).containsExactly("5");
    }

    @Test
    void an_approver_that_fails_has_said_nothing() throws Exception {
        var run = agent(Approval.WHEN)
                .approver(request -> {
                    throw new IllegalStateException("no terminal");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
    }

    @Test
    void a_tool_that_cannot_say_whether_it_needs_approval_does() throws Exception {
        var run = TestAgent.replying(call("a", "pay", "not json"), text("Done."))
                .tools(new Pay(Approval.WHEN))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Suspended.class);
        assertThat(paid).isEmpty();
    }

    @Test
    void a_session_that_waits_can_be_cancelled_through_its_approver() throws Exception {
        var agent = agent(Approval.ALWAYS);
        var asked = new CountDownLatch(1);
        var running = agent.approver(request -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return Optional.empty();
                })
                .start();
        asked.await();
        running.cancel("enough");
        assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void an_approver_is_interrupted_when_the_time_is_up_and_may_still_decide_when_there_is_more() throws Exception {
        var interrupted = new CountDownLatch(1);
        var agent = agent(Approval.ALWAYS).budget(Budget.unlimited().within(Duration.ofMillis(100)));
        var run = agent.approver(request -> {
                    agent.clock.advance(Duration.ofMillis(100));
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Optional.empty();
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("deadline");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(paid).isEmpty();
        agent.note(new SessionEvent.BudgetChanged(Raise.lift(Limit.WALL_CLOCK), "ada"));
        agent.approver(Approver.everything());
        assertThat(agent.resume().outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(paid).containsExactlyInAnyOrder("5", "500");
    }

    @Test
    void an_approver_with_time_enough_is_heard() throws Exception {
        var run = agent(Approval.ALWAYS)
                .budget(Budget.unlimited().within(Duration.ofHours(1)))
                .approver(Approver.everything())
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void a_session_with_a_time_limit_can_be_cancelled_through_its_approver_too() throws Exception {
        var interrupted = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        var running = agent(Approval.ALWAYS)
                .budget(Budget.unlimited().within(Duration.ofHours(1)))
                .approver(request -> {
                    asked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Optional.empty();
                })
                .start();
        asked.await();
        running.cancel("enough");
        assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
