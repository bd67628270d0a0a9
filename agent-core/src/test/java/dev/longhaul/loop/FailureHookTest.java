package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.FailedCompaction;
import dev.longhaul.compaction.Rung;
import dev.longhaul.compaction.Signal;
import dev.longhaul.model.ModelReply;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A hook is told of boundaries whose summary is not taken, and what it may do about them. */
class FailureHookTest {

    /** What a hook says of failures; of summaries it has nothing to say. */
    @FunctionalInterface
    private interface AtFailure {
        Decision say(FailedCompaction failure) throws Exception;
    }

    private static CheckpointHook hook(AtFailure says) {
        return new CheckpointHook() {
            @Override
            public Decision at(Checkpoint checkpoint) {
                return Decision.accept();
            }

            @Override
            public Decision atFailure(FailedCompaction failure) throws Exception {
                return says.say(failure);
            }
        };
    }

    private static TestAgent looking(AtFailure hook, ModelReply... script) {
        return TestAgent.replying(script).tools(saying("look", "green")).hooks(hook(hook));
    }

    @Test
    void itSeesWhatIsWrongAndWhatIsPlanned() throws Exception {
        List<FailedCompaction> seen = new CopyOnWriteArrayList<>();
        looking(
                        failure -> {
                            seen.add(failure);
                            return Decision.accept();
                        },
                        call("c1", "look", "{}"),
                        pause(null),
                        pause(null),
                        text("Done."))
                .run();
        assertThat(seen).extracting(FailedCompaction::attempts).containsExactly(1, 2);
        var first = seen.getFirst();
        assertThat(first.why()).contains("no summary came back");
        assertThat(first.finding().signal()).isEqualTo(new Signal.NoSummary());
        assertThat(first.finding().rung()).isEqualTo(Rung.TIGHTER_INSTRUCTIONS);
        assertThat(first.planned()).isInstanceOf(Decision.Resummarise.class);
        assertThat(first.closing()).hasSize(3);
        assertThat(first.ledger().compactions()).isEqualTo(1);
        assertThat(first.isFinal()).isFalse();
    }

    @Test
    void aHookThatOnlyKnowsSummariesIsNotAskedAndNothingChanges() throws Exception {
        var run = TestAgent.replying(pause(null), text("Done."))
                .hooks(checkpoint -> Decision.stop("asked"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void itMayStopAtOnce() throws Exception {
        var run = looking(failure -> Decision.stop("no summary, no work"), pause(null))
                .run();
        assertThat(run.outcome().reason()).isEqualTo("no summary, no work");
        assertThat(run.rungs()).containsExactly(Rung.NONE);
    }

    @Test
    void itMayKeepTheHistoryInsteadOfTryingAgain() throws Exception {
        var run = looking(failure -> Decision.keepHistory(), pause(null), text("Done."))
                .run();
        assertThat(run.decisions()).containsExactly(Decision.keepHistory());
        assertThat(run.threshold(1).triggerTokens()).isEqualTo(62_500);
    }

    @Test
    void itMayHaveItsOwnWordsForTheNextTryTwice() throws Exception {
        var run = looking(
                        failure -> Decision.resummarise("Mine."), pause(null), pause(null), pause(null), text("Done."))
                .run();
        assertThat(run.summaryInstructions(1)).isEqualTo("Mine.");
        assertThat(run.summaryInstructions(2)).isEqualTo("Mine.");
        assertThat(run.rungs()).containsExactly(Rung.NONE, Rung.NONE, Rung.TIGHTER_INSTRUCTIONS);
        assertThat(run.notes().getLast()).contains("not heard here: resummarise");
    }

    @Test
    void thereIsNothingToAcceptWithWords() throws Exception {
        var run = looking(failure -> Decision.acceptWith("Go on."), pause(null), text("Done."))
                .run();
        assertThat(run.decisions()).singleElement().isInstanceOf(Decision.Resummarise.class);
        assertThat(run.notes()).last().asString().contains("not heard here: accept with");
    }

    @Test
    void atTheEndOfTheLadderItCannotGoOn() throws Exception {
        List<Boolean> ends = new ArrayList<>();
        var run = looking(
                        failure -> {
                            ends.add(failure.isFinal());
                            return failure.isFinal() ? Decision.keepHistory() : Decision.accept();
                        },
                        pause(null),
                        pause(null),
                        pause(null),
                        pause(null),
                        text("The last word."))
                .run();
        assertThat(ends).containsExactly(false, false, false, true);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.notes()).last().asString().contains("not heard here: keep history");
    }

    @Test
    void oneThatThrowsIsNotedAndThePlanStands() throws Exception {
        var run = looking(
                        failure -> {
                            throw new IllegalStateException("hook broke");
                        },
                        pause(null),
                        text("Done."))
                .run();
        assertThat(run.decisions()).singleElement().isInstanceOf(Decision.Resummarise.class);
        assertThat(run.notes()).last().asString().contains("hook 1", "hook broke");
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneThatReturnsNullIsNotedAndThePlanStands() throws Exception {
        var run = looking(failure -> null, pause(null), text("Done.")).run();
        assertThat(run.decisions()).singleElement().isInstanceOf(Decision.Resummarise.class);
        assertThat(run.notes()).last().asString().contains("returned null");
    }

    @Test
    void oneThatHangsIsInterruptedAndThePlanStands() throws Exception {
        var interrupted = new CountDownLatch(1);
        AtFailure hanging = failure -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Decision.stop("too late");
        };
        var run = TestAgent.following(replying(pause(null)), (request, scope) -> {
                    interrupted.await();
                    return text("Done.");
                })
                .hookTimeout(Duration.ofMillis(50))
                .hooks(hook(hanging))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes()).last().asString().contains("no answer");
    }

    @Test
    void aCheckpointTellsWhatTheBreakerFoundAndWhichAttemptThisIs() throws Exception {
        List<Checkpoint> seen = new CopyOnWriteArrayList<>();
        TestAgent.replying(pause("1"), pause("2"), pause(null), pause("4"), text("Done."))
                .hooks(checkpoint -> {
                    seen.add(checkpoint);
                    return Decision.accept();
                })
                .run();
        assertThat(seen).extracting(Checkpoint::attempts).containsExactly(1, 1, 2);
        assertThat(seen.get(0).finding().isStrike()).isFalse();
        assertThat(seen.get(1).finding().signal()).isEqualTo(new Signal.RapidRefill(0));
    }
}
