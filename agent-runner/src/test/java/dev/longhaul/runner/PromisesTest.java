package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.runner.claude.RetryingModel;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Promises that a reader of the code found broken once; each has its test. */
class PromisesTest {

    private static final String TASK = "Keep at it.";

    /** Tells what it was called with. */
    private record Look(List<String> keys) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            keys.add(context.idempotencyKey());
            return ToolResult.of(call, "green");
        }
    }

    private static Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start(TASK).await();
        }
    }

    private static AgentRunnerBuilder agent(Model model) {
        return AgentRunner.builder().model(model);
    }

    @Test
    void aProviderThatUsesACallsIdAgainGetsAKeyOfItsOwnEachTime() throws Exception {
        var keys = new CopyOnWriteArrayList<String>();
        run(agent(ScriptedModel.of(
                        Replies.call("toolu_1", "look", "{}"),
                        Replies.call("toolu_1", "look", "{}"),
                        Replies.text("Done.")))
                .tools(new Look(keys)));

        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aKeyOrPasswordThatCannotBeSentIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> ClaudeConfig.at("https://host").withKey("sk-secret\nmore"))
                .hasMessageContaining("ANTHROPIC_API_KEY")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ClaudeConfig.at("http://user:hunter2@host"))
                .hasMessageContaining("base URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPauseWithMoreThanTheBlockStillPutsThePinsBack() throws Exception {
        var odd = new Block.Opaque("x_new", new Json("{\"type\":\"x_new\"}"));
        var model = ScriptedModel.of(
                Replies.call("t1", "look", "{}"),
                Replies.reply(StopReason.COMPACTION, List.of(Replies.compaction("A summary."), odd)),
                Replies.text("Done."));
        run(agent(model).tools(new Look(new CopyOnWriteArrayList<>())));

        var messages = model.requests().getLast().messages();
        assertThat(messages.getFirst().content()).contains(odd);
        assertThat(messages.getLast().text()).contains(TASK);
    }

    @Test
    void cancellingWhileNothingIsUnderWayChargesNothing() throws Exception {
        var waiting = new CountDownLatch(1);
        Model busy = new RetryingModel(
                ScriptedModel.following((request, scope) -> {
                    throw new ModelException(Kind.RATE_LIMITED, "later", Duration.ofSeconds(60), null);
                }),
                5,
                InstantSource.system());
        var agent = agent(busy).listener((entry, state) -> {
            if (entry.event() instanceof SessionEvent.AttemptFailed) {
                waiting.countDown();
            }
        });
        try (var runner = agent.build()) {
            var running = runner.start(TASK);
            waiting.await();
            running.cancel("enough");

            assertThat(running.await().report().ledger().unknown()).isZero();
        }
    }

    @Test
    void attemptsThatMayHaveBeenBilledStopAtTheBudget() throws Exception {
        var attempts = new AtomicInteger();
        Model losing = new RetryingModel(new Lossy(attempts), 5, InstantSource.system());

        run(agent(losing).maxTokens(1_000).budget(Budget.unlimited().billedTokens(6_000)));

        assertThat(attempts).hasValue(2);
    }

    /** Never lets a reply through. */
    private record Lossy(AtomicInteger attempts) implements Model {
        @Override
        public String name() {
            return "lossy";
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException {
            attempts.incrementAndGet();
            throw new ModelException(Kind.LOST, "lost");
        }
    }

    @Test
    void aPauseBetweenAttemptsNeverRunsPastTheDeadline() {
        var attempts = new AtomicInteger();
        var soon = new CallScope(
                Instant.now().plusMillis(50),
                CallScope.unlimited().cancellation(),
                CallScope.unlimited().listener());
        var request = new ModelRequest("", List.of(), List.of(), 1, ModelRequest.ToolChoice.AUTO, null);

        assertThatThrownBy(() -> new RetryingModel(new Lossy(attempts), 5, InstantSource.system()).reply(request, soon))
                .isInstanceOf(ModelException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aTextThatWasCutOffIsReportedWhole() throws Exception {
        var outcome = run(agent(ScriptedModel.of(
                Replies.reply(StopReason.MAX_TOKENS, List.of(new Block.Text("First half, "))),
                Replies.text("second half."))));

        assertThat(outcome.report().text()).isEqualTo("First half, second half.");
    }

    @Test
    void aHookSeesTheLedgerWithTheCompactionItDecidesOn() throws Exception {
        var seen = new CopyOnWriteArrayList<Checkpoint>();
        run(agent(ScriptedModel.of(Replies.pause("A summary."), Replies.text("Done.")))
                .onCheckpoint(checkpoint -> {
                    seen.add(checkpoint);
                    return Decision.accept();
                }));

        assertThat(seen.getFirst().ledger().compactions()).isEqualTo(1);
        assertThat(seen.getFirst().ledger().totalTokens()).isGreaterThanOrEqualTo(50_000);
    }

    @Test
    void theSizeBehindAnUnpausedBoundaryIsTheProvidersCount() throws Exception {
        var unpaused = Replies.using(
                Replies.reply(
                        StopReason.TOOL_USE,
                        List.of(Replies.compaction("A summary."), new Block.ToolUse("t1", "look", new Json("{}")))),
                Usage.of(220, 10_000));
        var outcome = run(agent(ScriptedModel.of(unpaused, Replies.using(Replies.text("Done."), Usage.NONE)))
                .tools(new Look(new CopyOnWriteArrayList<>())));

        assertThat(outcome.report().ledger().openContext()).isGreaterThanOrEqualTo(10_220);
    }

    @Test
    void aDecisionThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> Decision.acceptWith(" ")).hasMessageContaining("says nothing");
        assertThatThrownBy(() -> Decision.resummarise("")).hasMessageContaining("says nothing");
    }

    @Test
    void aPinThatIsNamedLikeTheTaskIsStillShownFromTheStart() throws Exception {
        var model = ScriptedModel.of(Replies.text("Done."));
        run(agent(model).noDefaultPins().pin(Pin.text("task", "Mind the gap.")));

        assertThat(model.requests().getFirst().messages().getFirst().text()).contains(TASK, "Mind the gap.");
    }

    @Test
    void aClosedRunnerTakesNoMoreSessions() {
        var model = ScriptedModel.of();
        var runner = agent(model).build();
        runner.close();

        assertThatThrownBy(() -> runner.start(TASK)).hasMessageContaining("closed");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void aTimeWithoutEndIsTakenAsAVeryLongOne() throws Exception {
        var outcome = run(agent(ScriptedModel.of(Replies.call("t1", "look", "{}"), Replies.text("Done.")))
                .tools(new Look(new CopyOnWriteArrayList<>()))
                .toolTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .budget(Budget.unlimited().within(Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    }
}
