package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.util.Collections;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every session, whatever its model, tools and hooks do. */
class RandomSessionsTest {

    private static final int REPLIES = 60;

    static LongStream seeds() {
        var one = Long.getLong("longhaul.seed");
        return one == null ? LongStream.rangeClosed(1, 150) : LongStream.of(one);
    }

    /** The witness checks every request and every state on the way; {@link TestRun} checks the journal in the end. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyContextKeepsItsPromisesAndEveryStateFollowsFromTheJournal(long seed) throws Exception {
        try {
            play(seed);
        } catch (AssertionError e) {
            throw new AssertionError("with -Dlonghaul.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private static void play(long seed) throws Exception {
        var random = new Random(seed);
        var witness = new ContextWitness();
        var model = new RandomModel(random, random.nextInt(REPLIES));
        ScriptedModel.Line watched = (request, scope) -> {
            witness.check(request);
            return model.reply(request, scope);
        };
        var run = TestAgent.following(Collections.nCopies(3 * REPLIES, watched).toArray(ScriptedModel.Line[]::new))
                .tools(look())
                .hooks(anything(new Random(seed)))
                .pins(
                        Pin.task(),
                        Pin.text("rules", "Be kind."),
                        Pin.recentTurns(2),
                        Pin.of("queue", anyState(new Random(seed))))
                .compaction(policy(random))
                .listener(witness)
                .run();
        assertThat(run.outcome().reason()).as(run.outcome().detail()).isNotEqualTo("internal_error");
    }

    private static Compaction policy(RandomGenerator random) {
        var policy = Compaction.at(50_000).keepTail(random.nextInt(3) * 1_000L);
        return random.nextBoolean() ? policy.probe() : policy;
    }

    private static Supplier<String> anyState(RandomGenerator random) {
        return () -> {
            if (random.nextInt(4) == 0) {
                throw new IllegalStateException("away");
            }
            return "</pinned> " + random.nextInt();
        };
    }

    private static Tool look() {
        return doing("look", (call, context) -> {
            int size = call.input().tree().path("size").asInt();
            if (size % 10 == 0) {
                throw new IllegalStateException("cannot see");
            }
            return ToolResult.of(call, "x".repeat(size));
        });
    }

    private static CheckpointHook anything(RandomGenerator random) {
        return checkpoint -> switch (random.nextInt(8)) {
            case 0 -> Decision.acceptWith("One more thing.");
            case 1 -> Decision.resummarise("Better.");
            case 2 -> Decision.keepHistory();
            case 3 -> random.nextInt(10) == 0 ? Decision.wrapUp("enough") : Decision.accept();
            case 4 -> throw new IllegalStateException("hook broke");
            default -> Decision.accept();
        };
    }
}
