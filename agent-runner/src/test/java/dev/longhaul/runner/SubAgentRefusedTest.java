package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sub-agents that cannot begin, or cannot be gone on with: it costs nothing, and no work is lost for it. */
class SubAgentRefusedTest {

    private static final String ASK = "{\"task\":\"Read.\"}";
    private static final Budget BUDGET = Budget.unlimited().billedTokens(200_000);

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AgentRunnerBuilder agent(Model model) {
        return AgentRunner.builder().model(model).compaction(Compaction.off());
    }

    private Outcome start(AgentRunnerBuilder caller) throws InterruptedException {
        try (var runner = caller.journal(store).build()) {
            return runner.start("p", "Have it read.").await();
        }
    }

    private Outcome resume(AgentRunnerBuilder caller) throws InterruptedException {
        try (var runner = caller.journal(store).build()) {
            return runner.resume("p").await();
        }
    }

    private SessionState state(String session) {
        return SessionState.of(store.read(session));
    }

    private String child() {
        return store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .map(entry -> ((SessionEvent.SubAgentStarted) entry.event()).sessionId())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"task\": \"Read", "", "{\"task\":\" \"}"})
    void arguments_that_say_no_task_are_told_and_cost_nothing(String arguments) throws Exception {
        var caller = ScriptedModel.of(Replies.call("c1", "reader", arguments), Replies.text("Done."));

        var outcome =
                start(agent(caller).budget(BUDGET).tools(SubAgent.tool("reader", "Reads.", agent(ScriptedModel.of()))));

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.report().ledger().unknown()).isZero();
        assertThat(caller.requests().getLast().messages().getLast().toString()).contains("Not run");
    }

    @Test
    void a_tool_provider_that_is_down_when_it_begins_is_told_and_costs_nothing() throws Exception {
        ToolProvider down = request -> {
            throw new IllegalStateException("connection refused");
        };
        var caller = ScriptedModel.of(Replies.call("c1", "reader", ASK), Replies.text("Done."));

        var outcome = start(agent(caller)
                .budget(BUDGET)
                .tools(SubAgent.tool(
                        "reader", "Reads.", agent(ScriptedModel.of()).toolProvider(down))));

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(outcome.report().ledger().unknown()).isZero();
        assertThat(caller.requests().getLast().messages().getLast().toString()).contains("connection refused");
    }

    @Test
    void a_tool_provider_that_is_down_when_it_goes_on_is_waited_for_and_its_work_is_kept() throws Exception {
        var isDown = new AtomicBoolean();
        ToolProvider provider = request -> {
            if (isDown.get()) {
                throw new IllegalStateException("connection refused");
            }
            return ToolProviderResult.builder().build();
        };
        var atWork = new CountDownLatch(1);
        try (var runner = Reading.editor(
                        1,
                        context -> {
                            atWork.countDown();
                            Thread.currentThread().join();
                        },
                        reader -> reader.toolProvider(provider))
                .budget(BUDGET)
                .journal(store)
                .build()) {
            var running = runner.start("p", "Have it read.");
            atWork.await();
            running.cancel("enough");
            running.await();
        }

        isDown.set(true);
        var waiting = resume(Reading.editor(1, context -> {}, reader -> reader.toolProvider(provider))
                .budget(BUDGET));
        assertThat(waiting).isInstanceOf(Outcome.Suspended.class);
        assertThat(waiting.detail()).contains(child(), "connection refused");
        assertThat(waiting.report().ledger().unknown()).isZero();

        isDown.set(false);
        var done = resume(Reading.editor(1, context -> {}, reader -> reader.toolProvider(provider))
                .budget(BUDGET));
        assertThat(done).isInstanceOf(Outcome.Completed.class);
        assertThat(state(child()).ending().orElseThrow().kind()).isEqualTo(Ending.Kind.COMPLETED);
    }

    private record Look() implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public CallPolicy policy() {
            return CallPolicy.DEFAULT.maxResultTokens(100_000);
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            return ToolResult.of(call, "word ".repeat(60_000));
        }
    }

    private static AgentRunnerBuilder caller(ScriptedModel model, Model reader, Compaction form) {
        return agent(model)
                .tools(SubAgent.tool(
                        "reader",
                        "Reads.",
                        AgentRunner.builder().model(reader).tools(new Look()).compaction(form)));
    }

    @Test
    void an_agent_that_cannot_go_on_as_it_is_now_makes_its_caller_wait_and_say_why() throws Exception {
        var atWork = new CountDownLatch(1);
        var reader = ScriptedModel.following(
                (request, scope) -> Replies.call("r1", "look", "{}"),
                (request, scope) -> Replies.signed("So far so good."),
                (request, scope) -> {
                    atWork.countDown();
                    new CountDownLatch(1).await();
                    return Replies.text("");
                });
        var asks = ScriptedModel.of(Replies.call("c1", "reader", ASK));
        try (var runner =
                caller(asks, reader, Compaction.onDemand(50_000)).journal(store).build()) {
            var running = runner.start("p", "Have it read.");
            atWork.await();
            running.cancel("enough");
            running.await();
        }
        int before = store.read("p").size();

        var outcome = resume(caller(ScriptedModel.of(), reader, Compaction.at(50_000)));

        assertThat(outcome).isInstanceOf(Outcome.Suspended.class);
        assertThat(outcome.reason()).isEqualTo("sub_agent");
        assertThat(outcome.detail()).contains(child(), "not_resumable", "compact");
        assertThat(store.read("p").size() - before).as("no loop").isLessThan(12);
    }

    @Test
    void a_limit_that_is_taken_off_its_caller_is_taken_off_an_agent_that_waits_at_it() throws Exception {
        var waits = Budget.unlimited().onLimit(Budget.OnLimit.SUSPEND);
        var budget = Budget.unlimited().modelCalls(6);
        assertThat(start(Reading.editor(1, context -> {}, reader -> reader.budget(waits))
                                .budget(budget))
                        .reason())
                .isEqualTo("sub_agent");

        new Sessions(store, InstantSource.system()).raise("p", Raise.lift(Limit.MODEL_CALLS), "ada");

        assertThat(resume(Reading.editor(1, context -> {}, reader -> reader.budget(waits))
                        .budget(budget)))
                .isInstanceOf(Outcome.Completed.class);
    }
}
