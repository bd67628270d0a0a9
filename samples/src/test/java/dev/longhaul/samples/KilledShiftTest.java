package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.budget.Limit;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.Json;
import dev.longhaul.runner.Sessions;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.Verification;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.samples.support.SupportBrain;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shift of 30 tickets whose process is killed again and again, at moments drawn by a seed, and taken up by another each time.
 * {@code -Dlonghaul.kills=200} kills more often, {@code -Dlonghaul.seed=7} draws other moments.
 */
@Timeout(1_800)
class KilledShiftTest {

    private static final int TICKETS = 30;
    private static final int KILLS_PER_SHIFT = 10;
    private static final long BILLED = 30_000_000;
    private static final List<String> FORMS = List.of("threshold", "on-demand", "client");

    /** Longer than a turn takes, so that all that happens in one is hit. */
    private static final int LONGEST_PAUSE_MICROS = 30_000;

    private final int kills = Integer.getInteger("longhaul.kills", 20);
    private final long seed = Long.getLong("longhaul.seed", 1);
    private final Map<String, Integer> lastEvents = new TreeMap<>();

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    @BeforeEach
    void writeFiles() {
        var data = new DemoData(7);
        DemoData.writeQueue(data.tickets(TICKETS), folder.resolve("queue.json"));
        DemoData.writeKnowledge(data.knowledge(38_000, 42_000), folder.resolve("knowledge.json"));
    }

    @Test
    void every_ticket_is_completed_once_however_often_the_process_is_killed() throws Exception {
        int done = 0;
        for (int shift = 0; done < kills; shift++) {
            int now = Math.min(KILLS_PER_SHIFT, kills - done);
            killed(shift, now);
            done += now;
        }
        System.out.printf("%d kills with seed %d; the last event before each: %s%n", done, seed, lastEvents);
    }

    private void killed(int shift, int times) throws Exception {
        var id = "shift-" + shift;
        var random = new Random(seed * 1_000 + shift);
        try (var server = MessagesEmulator.builder().brain(new SupportBrain()).start()) {
            var arguments = begin(id, FORMS.get(shift % FORMS.size()), server);
            for (int kill = 0; kill < times; kill++) {
                killedOnce(id, arguments, random, TICKETS * 5 / times);
                arguments = resume(id);
            }
            try (var last = AgentProcess.start(home(), arguments)) {
                assertThat(last.end()).as("exit of %s, seed %d", id, seed).isIn(0, 1);
            }
            check(id, server);
        }
    }

    private List<String> begin(String id, String form, MessagesEmulator server) {
        return List.of(
                "support",
                "--queue=" + folder.resolve("queue.json"),
                "--knowledge=" + folder.resolve("knowledge.json"),
                "--out=" + folder.resolve(id + ".json"),
                "--session=" + id,
                "--base-url=" + server.uri(),
                "--compaction=" + form,
                "--compact-at=50000",
                "--budget-billed-tokens=" + BILLED);
    }

    private static List<String> resume(String id) {
        return List.of("resume", id);
    }

    /** A process that got so far before it was killed; one that begins is killed only once its session is there. */
    private void killedOnce(String id, List<String> arguments, Random random, int mostLines) throws Exception {
        int lines = 4 + random.nextInt(mostLines);
        long pause = random.nextInt(LONGEST_PAUSE_MICROS) * 1_000L;
        try (var process = AgentProcess.start(home(), arguments)) {
            if (process.prints(lines)) {
                LockSupport.parkNanos(pause);
            }
            process.kill();
        }
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            assertThat(store.verify(id)).as("seed %d", seed).isInstanceOf(Verification.Sound.class);
            assertThat(store.current(id)).isEmpty();
            var last = store.stream(id, 0).reduce((before, after) -> after).orElseThrow();
            lastEvents.merge(kind(last), 1, Integer::sum);
        }
    }

    private static String kind(JournalEntry entry) {
        return entry.event().getClass().getSimpleName();
    }

    private void check(String id, MessagesEmulator server) throws Exception {
        var out = Json.parse(Files.readString(folder.resolve(id + ".json"))).tree();
        var completions = new ArrayList<Integer>();
        for (JsonNode ticket : out) {
            completions.add(ticket.path("completions").asInt());
        }
        assertThat(completions)
                .as("completions of each ticket of %s, seed %d", id, seed)
                .hasSize(TICKETS)
                .containsOnly(1);
        assertThat(server.requests())
                .as("requests that the wire refused")
                .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
        budgetHolds(id, server);
    }

    /** Never less than the provider billed: what was lost on the way is charged at its worst. */
    private void budgetHolds(String id, MessagesEmulator server) {
        var billed = server.ledger().totals();
        SessionState state;
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            state = new Sessions(store, InstantSource.system()).state(id);
        }
        assertThat(state.ledger().billedTokens()).isBetween(billed.totalInput() + billed.output(), BILLED);
        assertThat(state.budget().max(Limit.BILLED_TOKENS)).hasValue(BILLED);
    }
}
