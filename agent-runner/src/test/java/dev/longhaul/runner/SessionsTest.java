package dev.longhaul.runner;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceEntry;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.PriceSheet;
import dev.longhaul.budget.Raise;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.Verification;
import dev.longhaul.session.AgentName;
import dev.longhaul.session.Ending;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to sessions that somebody else runs, or nobody. */
class SessionsTest {

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

    private AgentRunnerBuilder agent(Model model) {
        return AgentRunner.builder()
                .model(model)
                .tools(new Lookout())
                .journal(store)
                .lettersEvery(Duration.ofMillis(20))
                .named("lookout", "--hill", "7");
    }

    /** Looks, and sees that all is well. */
    static final class Lookout {
        @Tool("Looks.")
        public String look() {
            return "all is well";
        }
    }

    private Outcome run(Model model) throws InterruptedException {
        try (var runner = agent(model).build()) {
            return runner.start("s", "Look around.").await();
        }
    }

    private Outcome resume(Model model) throws InterruptedException {
        try (var runner = agent(model).build()) {
            return runner.resume("s").await();
        }
    }

    private static String lastWords(ModelRequest request) {
        return request.messages().getLast().text();
    }

    private List<SessionEvent> events() {
        return store.stream("s", 0).map(entry -> entry.event()).toList();
    }

    /** Asks nothing more once it was asked for the second time, until it is interrupted. */
    private static Model waitingAtSecondCall(CountDownLatch reached) {
        return new Minded(request -> {
            if (request.messages().getLast().role() == Role.USER
                    && request.messages().size() > 1) {
                reached.countDown();
                new CountDownLatch(1).await();
            }
            return call("c1", "look", "{}");
        });
    }

    private void cancelAtSecondCall() throws InterruptedException {
        var reached = new CountDownLatch(1);
        try (var runner = agent(waitingAtSecondCall(reached)).build()) {
            var session = runner.start("s", "Look around.");
            reached.await();
            session.cancel("enough");
            assertThat(session.await()).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void a_cancelled_session_goes_on_where_it_was_interrupted() throws Exception {
        cancelAtSecondCall();
        var outcome = resume(ScriptedModel.of(text("All is well.")));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.report().ledger().toolCalls()).isEqualTo(1);
        assertThat(events())
                .filteredOn(SessionEvent.ToolStarted.class::isInstance)
                .hasSize(1);
        assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void its_journal_names_the_agent_and_who_took_it_up() throws Exception {
        cancelAtSecondCall();
        resume(ScriptedModel.of(text("All is well.")));
        assertThat(sessions.state("s").start().agent()).isEqualTo(new AgentName("lookout", List.of("--hill", "7")));
        assertThat(events())
                .filteredOn(SessionEvent.Resumed.class::isInstance)
                .singleElement()
                .asString()
                .contains("process " + ProcessHandle.current().pid());
    }

    @Test
    void a_tool_that_is_gone_is_said_plainly() throws Exception {
        cancelAtSecondCall();
        try (var runner = AgentRunner.builder()
                .model(ScriptedModel.of(text("All is well.")))
                .journal(store)
                .build()) {
            runner.resume("s").await();
        }
        assertThat(events())
                .filteredOn(SessionEvent.Resumed.class::isInstance)
                .singleElement()
                .asString()
                .contains("the tool look is gone");
    }

    @Test
    void a_session_that_completed_is_not_taken_up() throws Exception {
        run(ScriptedModel.of(text("Done.")));
        assertThatExceptionOfType(NotResumableException.class)
                .isThrownBy(() -> resume(ScriptedModel.of()))
                .withMessageContaining("session s cannot be gone on with: it has completed");
        assertThat(store.current("s")).isEmpty();
    }

    @Test
    void a_session_that_is_not_there_is_not_taken_up_and_leaves_no_trace() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> resume(ScriptedModel.of()));
        assertThat(store.list()).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> sessions.send("s", "Hello?"));
    }

    @Test
    void a_message_to_a_session_that_completed_is_answered_when_it_is_taken_up() throws Exception {
        run(ScriptedModel.of(text("Done.")));
        assertThat(sessions.send("s", "And behind the hill?")).isEqualTo(Sessions.Done.NOW);
        var outcome = resume(new Minded(request -> text("Heard: " + lastWords(request))));
        assertThat(outcome.report().text()).isEqualTo("Heard: And behind the hill?");
    }

    @Test
    void a_message_to_a_session_that_runs_elsewhere_is_heard_at_its_next_step_and_once() throws Exception {
        var asked = new CountDownLatch(1);
        var posted = new CountDownLatch(1);
        var model = new Minded(request -> {
            asked.countDown();
            posted.await();
            return lastWords(request).contains("Stop looking")
                    ? text("Stopped.")
                    : call("c" + System.nanoTime(), "look", "{}");
        });
        try (var runner = agent(model).build()) {
            var session = runner.start("s", "Look around.");
            asked.await();
            assertThat(sessions.send("s", "Stop looking.")).isEqualTo(Sessions.Done.LEFT_FOR_ITS_PROCESS);
            posted.countDown();
            assertThat(session.await().report().text()).isEqualTo("Stopped.");
        }
        assertThat(events())
                .filteredOn(SessionEvent.MessageReceived.class::isInstance)
                .hasSize(1);
        assertThat(sessions.state("s").lettersTaken()).isEqualTo(1);
    }

    @Test
    void a_session_that_runs_elsewhere_can_be_cancelled() throws Exception {
        var reached = new CountDownLatch(1);
        try (var runner = agent(waitingAtSecondCall(reached)).build()) {
            var session = runner.start("s", "Look around.");
            reached.await();
            sessions.cancel("s", "by ada");
            assertThat(session.await()).isInstanceOfSatisfying(Outcome.Cancelled.class, it -> assertThat(it.detail())
                    .isEqualTo("by ada"));
        }
    }

    @Test
    void a_letter_that_wanted_a_session_stopped_does_not_stop_whoever_takes_it_up() throws Exception {
        cancelAtSecondCall();
        store.post("s", new SessionEvent.CancelRequested("too late"));
        store.post("s", new SessionEvent.MessageReceived("Say goodbye."));
        var outcome = resume(new Minded(request -> text("Heard: " + lastWords(request))));
        assertThat(outcome.report().text()).contains("Say goodbye.");
    }

    @Test
    void a_session_that_nobody_runs_is_cancelled_at_once() throws Exception {
        run(ScriptedModel.of(text("Done.")));
        assertThatIllegalStateException().isThrownBy(() -> sessions.cancel("s", "by ada"));
        var budget = Budget.unlimited().modelCalls(2).onLimit(Budget.OnLimit.SUSPEND);
        try (var runner = agent(looking()).budget(budget).build()) {
            assertThat(runner.start("t", "Look around.").await()).isInstanceOf(Outcome.Suspended.class);
        }
        sessions.cancel("t", "by ada");
        assertThat(store.find("t").orElseThrow().outcome()).contains(Ending.Kind.CANCELLED);
    }

    private static Model looking() {
        return new Minded(request -> call("c" + request.messages().size(), "look", "{}"));
    }

    @Test
    void a_suspended_session_goes_on_once_its_budget_is_raised() throws Exception {
        var budget = Budget.unlimited().modelCalls(3).onLimit(Budget.OnLimit.SUSPEND);
        try (var runner = agent(looking()).budget(budget).build()) {
            assertThat(runner.start("s", "Look around.").await())
                    .isInstanceOfSatisfying(Outcome.Suspended.class, it -> assertThat(it.reason())
                            .isEqualTo(Ending.BUDGET_EXHAUSTED));
        }
        assertThatExceptionOfType(NotResumableException.class)
                .isThrownBy(() -> resume(looking()))
                .withMessageContaining("raise it first");

        sessions.raise("s", Raise.to(Limit.MODEL_CALLS, 10), "ada");
        var outcome = resume(ScriptedModel.of(text("All is well.")));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.report().budget().max(Limit.MODEL_CALLS)).hasValue(10);
    }

    @Test
    void a_running_session_is_raised_from_within_its_service() throws Exception {
        var asked = new CountDownLatch(1);
        var raised = new CountDownLatch(1);
        var model = new Minded(request -> {
            asked.countDown();
            raised.await();
            return request.messages().size() > 7
                    ? text("Done.")
                    : call("c" + request.messages().size(), "look", "{}");
        });
        try (var runner = agent(model).budget(Budget.unlimited().modelCalls(3)).build()) {
            var session = runner.start("s", "Look around.");
            asked.await();
            session.raise(Raise.to(Limit.MODEL_CALLS, 20), "ada");
            raised.countDown();
            assertThat(session.await()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void a_limit_lowered_below_what_is_spent_ends_the_session_and_says_why() throws Exception {
        cancelAtSecondCall();
        sessions.raise("s", Raise.to(Limit.MODEL_CALLS, 1), "ada");
        var outcome = resume(new Minded(request -> text("Never asked.")));
        assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
        assertThat(outcome.reason()).isEqualTo(Ending.BUDGET_EXHAUSTED);
        assertThat(outcome.detail()).contains("model calls");
    }

    @Test
    void raises_that_wait_together_add_up() throws Exception {
        var reached = new CountDownLatch(1);
        var budget = Budget.unlimited().modelCalls(10);
        try (var runner = agent(waitingAtSecondCall(reached))
                .budget(budget)
                .lettersEvery(Duration.ofHours(1))
                .build()) {
            var session = runner.start("s", "Look around.");
            reached.await();
            sessions.raise("s", Raise.by(Limit.MODEL_CALLS, 5), "ada");
            sessions.raise("s", Raise.by(Limit.MODEL_CALLS, 5), "bob");
            sessions.raise("s", Raise.to(Limit.WALL_CLOCK, Duration.ofHours(9).toMillis()), "cleo");
            session.cancel("enough");
            session.await();
        }
        sessions.raise("s", Raise.by(Limit.MODEL_CALLS, 50), "dan");
        assertThat(sessions.state("s").budget().max(Limit.MODEL_CALLS)).hasValue(70);
        assertThat(sessions.state("s").budget().max(Limit.WALL_CLOCK)).isPresent();
    }

    @Test
    void raises_that_are_made_in_the_same_instant_all_count() throws Exception {
        var reached = new CountDownLatch(1);
        try (var runner = agent(waitingAtSecondCall(reached))
                        .budget(Budget.unlimited().modelCalls(10))
                        .build();
                var other = SessionStore.open(AgentHome.at(folder));
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var session = runner.start("s", "Look around.");
            reached.await();
            var offices = List.of(sessions, new Sessions(other, InstantSource.system()));
            var raises = IntStream.range(0, 20)
                    .mapToObj(i -> people.submit(
                            () -> offices.get(i % 2).raise("s", Raise.by(Limit.MODEL_CALLS, 1), "person " + i)))
                    .toList();
            session.raise(Raise.by(Limit.MODEL_CALLS, 100), "the service");
            for (var raise : raises) {
                raise.get();
            }
            session.cancel("enough");
            session.await();
            sessions.raise("s", Raise.by(Limit.MODEL_CALLS, 1_000), "ada");
        }
        assertThat(sessions.state("s").budget().max(Limit.MODEL_CALLS)).hasValue(1_130);
    }

    @Test
    void dollars_are_not_limited_where_the_model_has_no_price() throws Exception {
        var reached = new CountDownLatch(1);
        var five = Raise.to(Money.dollars(5));
        try (var runner = agent(waitingAtSecondCall(reached)).build()) {
            var session = runner.start("s", "Look around.");
            reached.await();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.raise(five, "ada"))
                    .withMessageContaining("has no price");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sessions.raise("s", five, "ada"))
                    .withMessageContaining("has no price");
            session.cancel("enough");
            session.await();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> sessions.raise("s", five, "ada"));
        assertThat(sessions.state("s").budget().limits()).isEmpty();
    }

    @Test
    void a_limit_in_dollars_that_another_price_list_let_through_is_kept_out_and_can_be_taken_off() throws Exception {
        var generous = new Sessions(
                store,
                InstantSource.system(),
                PriceList.of(new PriceSheet(LocalDate.EPOCH, "", List.of(PriceEntry.of("*", Price.FREE)))));
        var untilTheLetterIsTaken = new Minded(request -> {
            if (request.messages().size() == 1) {
                generous.raise("s", Raise.to(Money.dollars(5)), "ada");
            }
            return sessions.state("s").lettersTaken() == 0
                    ? call("c" + request.messages().size(), "look", "{}")
                    : text("Done.");
        });
        assertThat(run(untilTheLetterIsTaken).report().budget().limits()).isEmpty();
        generous.raise("s", Raise.to(Money.dollars(5)), "ada");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resume(ScriptedModel.of(text("Never said."))))
                .withMessageContaining("has no price");
        sessions.raise("s", Raise.lift(Limit.USD), "ada");
        sessions.send("s", "And now?");
        assertThat(resume(ScriptedModel.of(text("All is well.")))).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void a_session_that_would_only_wait_is_not_deaf_to_what_came_in_that_moment() throws Exception {
        var asked = new CountDownLatch(1);
        var raised = new CountDownLatch(1);
        var model = new Minded(request -> {
            if (request.messages().size() > 4) {
                asked.countDown();
                raised.await();
            }
            return request.messages().size() > 12
                    ? text("Done.")
                    : call("c" + request.messages().size(), "look", "{}");
        });
        var budget = Budget.unlimited().modelCalls(4).onLimit(Budget.OnLimit.SUSPEND);
        try (var runner = agent(model).budget(budget).build()) {
            var session = runner.start("s", "Look around.");
            asked.await();
            session.raise(Raise.to(Limit.MODEL_CALLS, 6), "ada");
            session.raise(Raise.by(Limit.MODEL_CALLS, 20), "ada");
            raised.countDown();
            assertThat(session.await()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void a_fork_goes_its_own_way_from_where_it_was_taken() throws Exception {
        run(ScriptedModel.of(call("c1", "look", "{}"), call("c2", "look", "{}"), text("Done.")));
        long first = events().stream()
                        .takeWhile(e -> !(e instanceof SessionEvent.ToolFinished))
                        .count()
                + 1;
        sessions.fork("s", first, "t", "ada");

        try (var runner = agent(ScriptedModel.of(text("One look was enough."))).build()) {
            var outcome = runner.resume("t").await();
            assertThat(outcome.report().text()).isEqualTo("One look was enough.");
            assertThat(outcome.report().ledger().toolCalls()).isEqualTo(1);
        }
        assertThat(sessions.state("s").report(Instant.now()).text()).isEqualTo("Done.");
        assertThat(store.verify("t")).isInstanceOf(Verification.Sound.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sessions.fork("s", first, "t", "ada"))
                .withMessageContaining("there is a session t already");
        assertThatIllegalArgumentException().isThrownBy(() -> sessions.fork("s", 999, "u", "ada"));
    }

    @Test
    void a_session_is_rewound_to_a_checkpoint_and_its_old_branch_stays() throws Exception {
        run(ScriptedModel.of(
                call("c1", "look", "{}"), pause("We looked once."), call("c2", "look", "{}"), text("Done.")));
        long before = store.find("s").orElseThrow().events();
        var checkpoint = sessions.checkpoints("s").getFirst();
        sessions.rewind("s", checkpoint.seq(), "ada");
        assertThat(store.find("s").orElseThrow().outcome()).isEmpty();

        var outcome = resume(ScriptedModel.of(text("Done otherwise.")));
        assertThat(outcome.report().text()).isEqualTo("Done otherwise.");
        assertThat(outcome.report().ledger().toolCalls())
                .as("both looks were paid for")
                .isEqualTo(2);
        assertThat(sessions.state("s").context().messages().stream().flatMap(m -> m.blocks(Block.ToolUse.class)))
                .noneMatch(use -> use.id().equals("c2"));
        assertThat(events()).hasSizeGreaterThan((int) before);
        assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_session_that_runs_is_not_rewound() throws Exception {
        var reached = new CountDownLatch(1);
        try (var runner = agent(waitingAtSecondCall(reached)).build()) {
            runner.start("s", "Look around.");
            reached.await();
            assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> sessions.rewind("s", 1, "ada"));
        }
    }

    private AgentRunnerBuilder armed(Model model) {
        var fire = new ToolSpec("fire", "Fires.", new Json("{\"type\":\"object\"}"));
        return AgentRunner.builder().model(model).journal(store).tools(new dev.longhaul.tool.Tool() {
            @Override
            public ToolSpec spec() {
                return fire;
            }

            @Override
            public CallPolicy policy() {
                return CallPolicy.DEFAULT.approval(Approval.ALWAYS);
            }

            @Override
            public ToolResult call(ToolCall call, ToolContext context) {
                return ToolResult.of(call, "fired " + context.idempotencyKey());
            }
        });
    }

    private Outcome runArmed() throws InterruptedException {
        var both = calls(
                new Block.ToolUse("c1", "fire", Json.EMPTY_OBJECT), new Block.ToolUse("c2", "fire", Json.EMPTY_OBJECT));
        try (var runner = armed(ScriptedModel.of(both)).build()) {
            return runner.start("s", "Look around.").await();
        }
    }

    @Test
    void calls_that_wait_are_approved_and_denied_from_outside_and_the_session_goes_on() throws Exception {
        assertThat(runArmed()).isInstanceOf(Outcome.Suspended.class);
        assertThat(sessions.approve("s", "c1", "ada")).isEqualTo(Sessions.Done.NOW);
        sessions.deny("s", null, "one is enough", "ada");
        assertThat(sessions.state("s").awaitingApproval()).isEmpty();

        var model = new Minded(request -> text(String.join(
                "|",
                request.messages()
                        .getLast()
                        .blocks(Block.ToolResult.class)
                        .map(Block.ToolResult::text)
                        .toList())));
        try (var runner = armed(model).build()) {
            assertThat(runner.resume("s").await().report().text())
                    .startsWith("fired s:")
                    .contains("one is enough");
        }
        assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_call_that_does_not_wait_is_named_beside_those_that_do() throws Exception {
        runArmed();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sessions.approve("s", "c9", "ada"))
                .withMessageContaining("no call c9 waits")
                .withMessageContaining("c1: fire {}");
        sessions.approve("s", null, "ada");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sessions.deny("s", null, "", "ada"))
                .withMessageContaining("nothing is to be decided");
    }

    @Test
    void a_call_that_an_approver_here_ponders_over_is_decided_from_elsewhere_once_it_gives_up() throws Exception {
        var asked = new CountDownLatch(1);
        var posted = new CountDownLatch(1);
        var done = new Minded(request -> request.messages().size() == 1 ? call("c1", "fire", "{}") : text("Done."));
        try (var runner = armed(done)
                .lettersEvery(Duration.ofMillis(20))
                .approver(request -> {
                    asked.countDown();
                    posted.await();
                    return Optional.empty();
                })
                .build()) {
            var session = runner.start("s", "Look around.");
            asked.await();
            assertThat(sessions.approve("s", null, "ada")).isEqualTo(Sessions.Done.LEFT_FOR_ITS_PROCESS);
            posted.countDown();
            session.await();
        }
        try (var runner = armed(done).build()) {
            var state = sessions.state("s");
            var outcome = state.ending().orElseThrow().kind() == Ending.Kind.COMPLETED
                    ? Ending.Kind.COMPLETED
                    : resumedKind(runner);
            assertThat(outcome).isEqualTo(Ending.Kind.COMPLETED);
        }
        assertThat(events())
                .filteredOn(SessionEvent.ToolStarted.class::isInstance)
                .hasSize(1);
    }

    private static Ending.Kind resumedKind(AgentRunner runner) throws InterruptedException {
        return runner.resume("s").await() instanceof Outcome.Completed ? Ending.Kind.COMPLETED : Ending.Kind.FAILED;
    }
}
