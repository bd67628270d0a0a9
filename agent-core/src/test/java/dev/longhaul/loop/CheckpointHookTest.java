package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A user's hook has its say at every boundary, and no more than its say. */
class CheckpointHookTest {

    private static TestAgent looking(ModelReply... script) {
        return TestAgent.replying(script).tools(saying("look", "green"));
    }

    private static TestAgent compactedOnce() {
        return looking(call("c1", "look", "{}"), pause("We looked."), text("Done."));
    }

    @Test
    void acceptGoesOnBehindTheSummary() throws Exception {
        var run = compactedOnce().hooks(checkpoint -> Decision.accept()).run();
        assertThat(run.words(2)).contains("We looked.").doesNotContain("Do the work.");
    }

    @Test
    void acceptWithSaysMoreBehindThePins() throws Exception {
        var run = compactedOnce()
                .pins(Pin.task())
                .hooks(checkpoint -> Decision.acceptWith("The door is shut.", "Knock."))
                .run();
        assertThat(run.lastWords(2)).containsSubsequence("Do the work.", "The door is shut.", "Knock.");
    }

    @Test
    void resummariseKeepsTheHistoryAndAsksForAnotherSummary() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause("Vague."), pause("At src/A.java."), text("Done."))
                .hooks(checkpoint ->
                        checkpoint.summary().contains("src") ? Decision.accept() : Decision.resummarise("Keep paths."))
                .run();
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.summaryInstructions(2)).isEqualTo("Keep paths.");
        assertThat(run.words(3)).contains("src/A.java").doesNotContain("Vague.");
        assertThat(run.state().ledger().closedContext()).isEqualTo(50_000);
    }

    @Test
    void keepHistoryLeavesRoomBeforeTheNextTry() throws Exception {
        var run = compactedOnce().hooks(checkpoint -> Decision.keepHistory()).run();
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.threshold(1).triggerTokens()).isEqualTo(50_000);
        assertThat(run.threshold(2).triggerTokens()).isEqualTo(62_500);
    }

    @Test
    void theTriggerComesDownAgainOnceASummaryIsTaken() throws Exception {
        var run = looking(pause("One."), call("c1", "look", "{}"), pause("Two."), text("Done."))
                .hooks(checkpoint -> checkpoint.boundary().number() == 1 ? Decision.keepHistory() : Decision.accept())
                .run();
        assertThat(run.threshold(1).triggerTokens()).isEqualTo(62_500);
        assertThat(run.threshold(3).triggerTokens()).isEqualTo(50_000);
    }

    @Test
    void wrapUpAcceptsThenAsksForTheLastWord() throws Exception {
        var run = compactedOnce()
                .hooks(checkpoint -> Decision.wrapUp("night falls"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("night falls");
        assertThat(run.lastWords(2)).contains("wrap up").contains("night falls");
        assertThat(run.requests().get(2).toolChoice()).isEqualTo(ToolChoice.NONE);
    }

    @Test
    void stopEndsTheSessionAtOnce() throws Exception {
        var run = compactedOnce()
                .hooks(checkpoint -> Decision.stop("lost the thread"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("lost the thread");
        assertThat(run.requests()).hasSize(2);
    }

    @Test
    void theFirstHookThatMindsDecides() throws Exception {
        var asked = new AtomicBoolean();
        var run = compactedOnce()
                .hooks(checkpoint -> Decision.accept(), checkpoint -> Decision.stop("second"), checkpoint -> {
                    asked.set(true);
                    return Decision.stop("third");
                })
                .run();
        assertThat(run.outcome().reason()).isEqualTo("second");
        assertThat(asked).isFalse();
    }

    @Test
    void itSeesWhatIsClosedAndWhatWillStand() throws Exception {
        var seen = new AtomicReference<Checkpoint>();
        var run = compactedOnce()
                .pins(Pin.text("rules", "Be kind."))
                .hooks(checkpoint -> {
                    seen.set(checkpoint);
                    return Decision.accept();
                })
                .run();
        assertThat(seen.get().summary()).isEqualTo("We looked.");
        assertThat(seen.get().closing()).isEqualTo(run.messages(1));
        assertThat(seen.get().pins()).containsExactly(new PinnedText("rules", "Be kind."));
        assertThat(seen.get().keptMessages()).isEqualTo(2);
        assertThat(seen.get().ledger().compaction().input()).isEqualTo(50_000);
    }

    @Test
    void itIsNotAskedAboutASummaryThatIsMissing() throws Exception {
        var run = looking(pause(null), text("Done."))
                .hooks(checkpoint -> Decision.stop("asked"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void oneThatThrowsIsNotedAndCountsAsAccept() throws Exception {
        var run = compactedOnce()
                .hooks(checkpoint -> {
                    throw new IllegalStateException("hook broke");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes()).singleElement().asString().contains("hook 1").contains("hook broke");
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneThatReturnsNullIsNotedAndCountsAsAccept() throws Exception {
        var run = compactedOnce().hooks(checkpoint -> null).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes()).singleElement().asString().contains("returned null");
    }

    @Test
    void oneThatHangsIsInterruptedAndCountsAsAccept() throws Exception {
        var interrupted = new CountDownLatch(1);
        var run = TestAgent.following(replying(pause("We looked.")), (request, scope) -> {
                    interrupted.await();
                    return text("Done.");
                })
                .hookTimeout(Duration.ofMillis(50))
                .hooks(checkpoint -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return Decision.stop("too late");
                })
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes()).singleElement().asString().contains("no answer");
    }

    @Test
    void theHookBehindABrokenOneIsStillAsked() throws Exception {
        var run = compactedOnce()
                .hooks(
                        checkpoint -> {
                            throw new IllegalStateException("hook broke");
                        },
                        checkpoint -> Decision.stop("second"))
                .run();
        assertThat(run.outcome().reason()).isEqualTo("second");
    }

    @Test
    void oneThatIsNeverContentGetsItsWayTwice() throws Exception {
        var run = looking(pause("1"), pause("2"), pause("3"), text("Done."))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.decisions())
                .containsExactly(Decision.resummarise("Better."), Decision.resummarise("Better."), Decision.accept());
        assertThat(run.notes()).singleElement().asString().contains("taken as it is");
    }

    @Test
    void keepingTheHistoryAgainAndAgainIsNoLoopWhileWorkGoesOn() throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 0, context = 49_000; i < 6; i++, context += context / 4) {
            script.add(using(call("c" + i, "look", "{}"), Usage.of(context, 10)));
            script.add(pause("Summary " + i));
        }
        script.add(text("Done."));
        var run = looking(script.toArray(ModelReply[]::new))
                .hooks(checkpoint -> Decision.keepHistory())
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.decisions()).hasSize(6).containsOnly(Decision.keepHistory());
    }

    @Test
    void keepingTheHistoryWithoutAReplyBetweenIsALoop() throws Exception {
        var run = looking(pause("1"), pause("2"), pause("3"), pause("4"), text("The last word."))
                .hooks(checkpoint -> Decision.keepHistory())
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
    }
}
