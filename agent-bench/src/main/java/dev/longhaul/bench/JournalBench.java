package dev.longhaul.bench;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * What durability costs: appends made durable by 1 and by 16 sessions, beside the same bytes written and synced to a bare file
 * in the same run; and what it takes to open a session of 10,000 turns and 100 MB.
 */
public final class JournalBench {

    private static final int APPENDS = 500;
    private static final int ROUNDS = 5;
    private static final int TURNS = 10_000;
    private static final int RESULT_CHARS = 10_000;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private JournalBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("journal-bench");
        try {
            if (args.length == 0) {
                appends(folder.resolve("appends"));
            }
            opening(folder.resolve("opening"));
        } finally {
            delete(folder);
        }
    }

    private static void appends(Path folder) throws Exception {
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            for (int sessions : new int[] {1, 16}) {
                var rates = new double[ROUNDS];
                var bare = new double[ROUNDS];
                long commits = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    var name = sessions + "-" + round + "-";
                    long before = store.commits();
                    rates[round] = perSecond(sessions, at -> append(store, name + at));
                    commits += store.commits() - before;
                    bare[round] = perSecond(sessions, at -> sync(folder.resolve(name + at)));
                }
                System.out.printf(
                        "%2d sessions  %,8.0f appends/s   bare file, write and fdatasync of the same bytes %,8.0f/s"
                                + "   ratio %.2f   %.1f appends to a commit%n",
                        sessions,
                        median(rates),
                        median(bare),
                        median(rates) / median(bare),
                        (double) ROUNDS * sessions * APPENDS / commits);
            }
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double perSecond(int sessions, IntConsumer work) throws Exception {
        long began = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < sessions; i++) {
                int at = i;
                all.add(executor.submit(() -> work.accept(at)));
            }
            for (var one : all) {
                one.get();
            }
        }
        return sessions * APPENDS / ((System.nanoTime() - began) / 1e9);
    }

    private static Lease begin(SessionStore store, String id) {
        var lease = store.acquire(id, new Holder("localhost", 1, AT));
        var settings = new AgentSettings(
                "bench", "Work.", List.of(), 1_000, Compaction.at(150_000), List.of(), Budget.unlimited());
        store.append(lease, List.of(entry(1, new SessionEvent.Started(id, "Do the work.", settings, List.of()))));
        return lease;
    }

    private static JournalEntry entry(long seq, SessionEvent event) {
        return new JournalEntry(seq, AT.plusMillis(seq), event);
    }

    private static void append(SessionStore store, String id) {
        var lease = begin(store, id);
        for (int i = 0; i < APPENDS; i++) {
            store.append(lease, List.of(entry(i + 2, result("c" + i, 400))));
        }
        store.release(lease);
    }

    private static SessionEvent result(String callId, int chars) {
        return new SessionEvent.ToolFinished(new ToolResult(callId, "x".repeat(chars), false), Duration.ofMillis(1));
    }

    /** About what one append hands to the disk. */
    private static void sync(Path file) {
        var bytes = ByteBuffer.allocate(700);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < APPENDS; i++) {
                channel.write(bytes.rewind());
                channel.force(false);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void opening(Path folder) throws Exception {
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            fill(store);
        }
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            open(store);
            open(store);
            var millis = new double[ROUNDS];
            var cpu = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                long beganCpu = cpu();
                open(store);
                millis[i] = (System.nanoTime() - began) / 1e6;
                cpu[i] = (cpu() - beganCpu) / 1e6;
            }
            System.gc();
            long before = used();
            var state = open(store);
            System.gc();
            System.out.printf(
                    "opening      %,d turns, %,d events, %,d MB of results: %,.0f ms, of which %,.0f ms on the processor (medians of %d, after warm-up); the state"
                            + " keeps %.1f MB of heap, the whole process has %,d MB at most%n",
                    state.report(AT).turns(),
                    state.seq(),
                    ((long) TURNS * RESULT_CHARS) >> 20,
                    median(millis),
                    median(cpu),
                    ROUNDS,
                    (used() - before) / 1048576.0,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static SessionState open(SessionStore store) {
        return SessionState.of(() -> store.stream("long", 0).iterator());
    }

    /** What this thread had of the processor, in ns: other work on the machine does not change it. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Turns of one call each, with a boundary whenever some of them fill the context. */
    private static void fill(SessionStore store) {
        var lease = begin(store, "long");
        long seq = 1;
        for (int turn = 1; turn <= TURNS; turn++) {
            var events = turn % 50 == 0 ? boundary() : turn("c" + turn);
            var entries = new ArrayList<JournalEntry>();
            for (var event : events) {
                entries.add(entry(++seq, event));
            }
            store.append(lease, entries);
        }
        store.release(lease);
    }

    private static List<SessionEvent> turn(String callId) {
        var reply = Replies.calls(new Block.ToolUse(callId, "look", Json.EMPTY_OBJECT));
        return List.of(
                new SessionEvent.ModelAsked(Purpose.WORK, 1_000, 3_500, Reservation.NONE),
                replied(reply),
                new SessionEvent.ToolStarted(new ToolCall(callId, "look", Json.EMPTY_OBJECT), "long:" + callId),
                result(callId, RESULT_CHARS));
    }

    private static SessionEvent replied(ModelReply reply) {
        var settlement = Pricing.NONE.settle(Purpose.WORK, "bench", LocalDate.EPOCH, reply, Reservation.NONE);
        return new SessionEvent.ModelReplied(Purpose.WORK, reply, Duration.ofSeconds(1), settlement);
    }

    private static List<SessionEvent> boundary() {
        var reply = Replies.pause("We looked at much.");
        return List.of(
                new SessionEvent.ModelAsked(Purpose.WORK, 1_000, 3_500, Reservation.NONE),
                replied(reply),
                new SessionEvent.CheckpointHeld(
                        new Boundary(
                                1,
                                CompactionForm.THRESHOLD,
                                reply.compaction().orElseThrow(),
                                150_000,
                                500,
                                Usage.NONE,
                                Duration.ZERO),
                        Decision.accept(),
                        Finding.HEALTHY,
                        0,
                        List.of(),
                        SessionEvent.Inspected.NOTHING,
                        List.of()));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
