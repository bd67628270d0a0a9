package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.session.SessionEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every session in every form of compaction, whatever its model, tools, hooks and users do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomSessionsTest {

    private static final Long ONE = Long.getLong("longhaul.seed");

    private final Map<CompactionForm, Map<String, Integer>> reached = new EnumMap<>(CompactionForm.class);

    static Stream<Arguments> seedsInEveryForm() {
        var seeds = ONE == null ? LongStream.rangeClosed(1, 400) : LongStream.of(ONE);
        return seeds.boxed()
                .flatMap(seed -> Stream.of(CompactionForm.THRESHOLD, CompactionForm.ON_DEMAND, CompactionForm.CLIENT)
                        .map(form -> Arguments.of(seed, form)));
    }

    /** The witness checks every request and every state on the way; {@link TestRun} checks the journal in the end. */
    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("seedsInEveryForm")
    void everyContextKeepsItsPromisesAndEveryStateFollowsFromTheJournal(long seed, CompactionForm form)
            throws Exception {
        try {
            play(seed, form);
        } catch (AssertionError e) {
            throw new AssertionError("with -Dlonghaul.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private void play(long seed, CompactionForm form) throws Exception {
        var random = new Random(31 * seed + form.word().length());
        var policy = policy(random, form);
        var world = new RandomWorld(random, policy, seed % 2 == 0);
        var run = world.agent()
                .hooks(anything(new Random(seed)))
                .pins(Pin.task(), Pin.text("rules", "Be kind.").priority(Pin.Priority.REQUIRED))
                .compaction(policy)
                .run();
        assertThat(run.outcome().reason()).as(run.outcome().detail()).isNotEqualTo("internal_error");
        assertThat(run.state().pendingReservation()).isEmpty();
        run.journal().forEach(entry -> count(form, entry.event()));
        countWrapUps(form, run);
    }

    private static Compaction policy(RandomGenerator random, CompactionForm form) {
        var policy = form == CompactionForm.THRESHOLD
                ? Compaction.at(50_000).in(form)
                : Compaction.onDemand(random.nextInt(4_000, 9_000)).in(form);
        var kept = policy.keepTail(random.nextInt(3) * 1_000L).keepTurns(Math.max(0, random.nextInt(5) - 1));
        return form.isAskedFor() && random.nextBoolean() ? kept.inBackground(random.nextDouble(0.3, 1)) : kept;
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

    private void countWrapUps(CompactionForm form, TestRun run) {
        long replies = run.events(SessionEvent.ModelReplied.class).stream()
                .filter(replied -> replied.purpose() == Purpose.WRAP_UP)
                .count();
        assertThat(replies).isLessThanOrEqualTo(3);
        reached.computeIfAbsent(form, any -> new TreeMap<>()).merge(replies + " replies to a wrap-up", 1, Integer::sum);
    }

    private void count(CompactionForm form, SessionEvent event) {
        var kind =
                switch (event) {
                    case SessionEvent.CheckpointHeld held when held.keptMessages() > 2 -> "boundary with turns kept";
                    case SessionEvent.CheckpointHeld held -> "boundary";
                    case SessionEvent.CompactionRequested request
                    when request.range().keepsHead() -> "middle by hand";
                    default -> event.getClass().getSimpleName();
                };
        reached.computeIfAbsent(form, any -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    }

    /** Luck that never leads anywhere would prove nothing. */
    @AfterAll
    void theSeedsReachEverything() {
        if (ONE != null) {
            return;
        }
        for (var form : reached.keySet()) {
            assertThat(reached.get(form))
                    .as(form.word())
                    .containsKeys("boundary", "boundary with turns kept", "MessageReceived", "CompactionRequested")
                    .containsKeys("1 replies to a wrap-up", "2 replies to a wrap-up", "3 replies to a wrap-up");
        }
        assertThat(reached.get(CompactionForm.ON_DEMAND)).containsKeys("CompactionBegun", "CompactionDropped");
        assertThat(reached.get(CompactionForm.CLIENT))
                .containsKeys("CompactionBegun", "CompactionDropped", "middle by hand");
    }
}
