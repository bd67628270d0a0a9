package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.ModelException;
import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRunnerTest {

    private static AgentRunnerBuilder saying(String text) {
        return AgentRunner.builder().model(ScriptedModel.of(Replies.text(text)));
    }

    @Test
    void aSessionEndsWithWhatTheModelSaid() throws Exception {
        try (var runner = saying("done").build()) {
            var outcome = runner.start("do it").await();

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().text()).isEqualTo("done");
        }
    }

    @Test
    void cancellingInterruptsTheModelAndKeepsThePartialResult() throws Exception {
        var asked = new CountDownLatch(1);
        var model = ScriptedModel.following(
                ScriptedModel.replying(Replies.call("t1", "no_such_tool", "{}")), (request, scope) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    throw new AssertionError("never reached");
                });
        try (var runner = AgentRunner.builder().model(model).build()) {
            var running = runner.start("wait");
            asked.await();
            running.cancel("enough");

            var outcome = running.await();
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(outcome.detail()).isEqualTo("enough");
            assertThat(outcome.report().turns()).isEqualTo(1);
            assertThat(outcome.report().ledger().unknown())
                    .as("the call under way may be billed")
                    .isPositive();
        }
    }

    @Test
    void closingTheRunnerCancelsWhatStillRuns() throws Exception {
        var model = ScriptedModel.following((request, scope) -> {
            new CountDownLatch(1).await();
            throw new AssertionError("never reached");
        });
        RunningSession running;
        try (var runner = AgentRunner.builder().model(model).build()) {
            running = runner.start("wait");
        }
        assertThat(running.await()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void anIdInUseIsRefused() throws Exception {
        try (var runner = saying("done").build()) {
            runner.start("s1", "do it").await();

            assertThatThrownBy(() -> runner.start("s1", "again"))
                    .isInstanceOf(JournalConflictException.class)
                    .hasMessageContaining("s1");
            assertThatThrownBy(() -> runner.start("../x", "again")).hasMessageContaining("session id");
            assertThatThrownBy(() -> runner.start(" ")).hasMessageContaining("task is empty");
        }
    }

    @Test
    void whatNoCompactionCanFreeMustFitBelowTheTrigger() {
        var agent = saying("never")
                .system("s".repeat(150_000))
                .pin(Pin.text("rules", "r".repeat(60_000)))
                .compaction(Compaction.at(50_000));
        try (var runner = agent.build()) {
            assertThatThrownBy(() -> runner.start("go"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("system (37,500)")
                    .hasMessageContaining("the compaction trigger is 50,000")
                    .hasMessageContaining("pin less");
        }
    }

    @Test
    void aPinnedFileIsShownFromTheStartAndReadAnewBehindABoundary(@TempDir Path folder) throws Exception {
        var rules = Files.writeString(folder.resolve("RULES.md"), "Rule one.");
        var model = ScriptedModel.following(
                (request, scope) -> {
                    assertThat(request.messages().getFirst().text()).contains("Rule one.");
                    rewrite(rules, "Rule two.");
                    return Replies.pause("a summary");
                },
                (request, scope) -> {
                    assertThat(request.messages().getLast().text()).contains("Rule two.", "keep the rules");
                    return Replies.text("done");
                });
        try (var runner =
                AgentRunner.builder().model(model).pin(Pin.file(rules)).build()) {
            assertThat(runner.start("keep the rules").await()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void aPinnedFileThatIsNotThereIsRefusedAtTheStart() {
        try (var runner =
                saying("never").pin(Pin.file(Path.of("no-such-file.md"))).build()) {
            assertThatThrownBy(() -> runner.start("go"))
                    .hasMessageContaining("no-such-file.md")
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void aRunnerWithoutAModelSaysHowToGiveOne() {
        assertThatThrownBy(() -> AgentRunner.builder().build()).hasMessageContaining("Claude.fromEnvironment()");
    }

    @Test
    void aHookRegisteredTwiceIsRefused() {
        CheckpointHook hook = checkpoint -> Decision.accept();
        assertThatThrownBy(() -> AgentRunner.builder().onCheckpoint(hook).onCheckpoint(hook))
                .hasMessageContaining("registered already");
    }

    @Test
    void aProviderThatNeverAnsweredFailsTheSession() throws Exception {
        var model = ScriptedModel.following(ScriptedModel.failing(ModelException.Kind.UNREACHABLE, "cannot reach it"));
        try (var runner = AgentRunner.builder().model(model).build()) {
            var outcome = runner.start("go").await();

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.detail()).isEqualTo("cannot reach it");
        }
    }

    private static void rewrite(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
