package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.util.Collections;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop ends, whatever its boundaries look like; work that gets on does not. */
class RandomLoopsTest {

    private static final int LINES = 1_000;
    private static final String HUGE = "word ".repeat(80_000);

    static LongStream seeds() {
        var one = Long.getLong("longhaul.seed");
        return one == null ? LongStream.rangeClosed(1, 30) : LongStream.of(one);
    }

    /** Turns, then a boundary, for ever; {@code fresh} calls are all different, others are three in all. */
    private static final class Looping implements ScriptedModel.Line {
        private final RandomGenerator random;
        private final boolean fresh;
        private final int failures;
        private int turnsLeft;
        private int failedInARow;
        private int calls;

        Looping(RandomGenerator random, boolean fresh, int failures) {
            this.random = random;
            this.fresh = fresh;
            this.failures = failures;
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) {
            if (request.toolChoice() == ToolChoice.NONE || calls >= 300) {
                return Replies.text("The last word.");
            }
            if (turnsLeft-- > 0) {
                calls++;
                return Replies.call("c" + calls, "look", "{\"at\":" + (fresh ? calls : calls % 3) + "}");
            }
            return boundary();
        }

        private ModelReply boundary() {
            if (failedInARow < failures && random.nextInt(3) == 0) {
                failedInARow++;
                return Replies.pause(random.nextBoolean() ? null : HUGE);
            }
            failedInARow = 0;
            turnsLeft = random.nextInt(1, 4);
            return Replies.pause("Summary " + calls);
        }
    }

    private static CheckpointHook moody(RandomGenerator random) {
        return checkpoint -> random.nextInt(5) == 0 ? Decision.resummarise("Better.") : Decision.accept();
    }

    private static TestRun play(long seed, boolean fresh, int failures) throws Exception {
        var line = new Looping(new Random(seed), fresh, failures);
        var policy = Compaction.at(50_000);
        return TestAgent.following(Collections.nCopies(LINES, line).toArray(ScriptedModel.Line[]::new))
                .tools(saying("look", "green"))
                .hooks(moody(new Random(seed)))
                .pins(Pin.task())
                .compaction(!fresh && seed % 4 == 0 ? policy.onExhausted(OnExhausted.STOP) : policy)
                .run();
    }

    private static void with(long seed, AssertionError e) {
        throw new AssertionError("with -Dlonghaul.seed=" + seed + ": " + e.getMessage(), e);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whereNothingNewComesInTheEndComesSoon(long seed) throws Exception {
        try {
            var run = play(seed, false, 5);
            assertThat(run.outcome()).isInstanceOfAny(Outcome.WrappedUp.class, Outcome.Stopped.class);
            assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
            assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(30);
        } catch (AssertionError e) {
            with(seed, e);
        }
    }

    /** Two failures in a row and then a summary: as bad as it may get without being a loop. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whereEachTurnBringsSomethingNewItNeverEndsForThat(long seed) throws Exception {
        try {
            var run = play(seed, true, 2);
            assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
            assertThat(run.checkpoints()).hasSizeGreaterThan(100);
        } catch (AssertionError e) {
            with(seed, e);
        }
    }
}
