package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.testkit.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk that outlives its process. */
class DeskDatabaseTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("desk.db");
    }

    private DeskDatabase create() {
        return DeskDatabase.create(file, List.of(Tickets.BILLING, Tickets.TECHNICAL), Tickets.knowledge());
    }

    private static void work(SupportDesk desk, String id, String key) {
        desk.classify(id, "billing");
        desk.prioritise(id, "high");
        desk.route(id, "billing-team");
        desk.draft(id, "Dear customer, all is well.");
        desk.complete(id, key);
    }

    @Test
    void what_was_done_is_there_when_it_is_opened_again() {
        var id = Tickets.BILLING.id();
        try (var database = create()) {
            var desk = database.desk();
            desk.nextTicket("s:1");
            work(desk, id, "s:9");
        }
        try (var database = DeskDatabase.open(file)) {
            var desk = database.desk();
            assertThat(desk.processed()).extracting(ProcessedTicket::id).containsExactly(id);
            assertThat(desk.nextTicket("s:12")).contains(Tickets.TECHNICAL.id());
            assertThat(desk.search("billing", "refund")).contains("results");
        }
    }

    @Test
    void the_same_call_again_hands_out_the_same_ticket_and_completes_it_once() {
        var id = Tickets.BILLING.id();
        try (var database = create()) {
            database.desk().nextTicket("s:1");
        }
        try (var database = DeskDatabase.open(file)) {
            var desk = database.desk();
            assertThat(desk.nextTicket("s:1")).contains(id);
            work(desk, id, "s:9");
        }
        try (var database = DeskDatabase.open(file)) {
            var desk = database.desk();
            desk.complete(id, "s:9");
            assertThat(desk.processed())
                    .extracting(ProcessedTicket::completions)
                    .containsExactly(1);
            desk.complete(id, "s:20");
            assertThat(desk.processed())
                    .extracting(ProcessedTicket::completions)
                    .containsExactly(2);
        }
    }

    /** Each call may run again with its key right after it ran, in another process, as after a crash. */
    @Seeded(20)
    void calls_that_run_twice_leave_the_desk_as_calls_that_run_once(long seed) {
        var once = calls(new Random(seed));
        var first = run(folder.resolve(seed + "-once.db"), once, new Random(seed), false);
        var second = run(folder.resolve(seed + "-twice.db"), once, new Random(seed), true);
        assertThat(second).isEqualTo(first);
    }

    private static List<Consumer<SupportDesk>> calls(Random random) {
        var calls = new ArrayList<Consumer<SupportDesk>>();
        var ids = List.of(Tickets.BILLING.id(), Tickets.TECHNICAL.id(), "T-unknown");
        for (int i = 0; i < 30; i++) {
            var key = "s:" + i;
            var id = ids.get(random.nextInt(ids.size()));
            calls.add(
                    switch (random.nextInt(6)) {
                        case 0 -> desk -> desk.nextTicket(key);
                        case 1 -> desk -> desk.classify(id, "billing");
                        case 2 -> desk -> desk.prioritise(id, "low");
                        case 3 -> desk -> desk.route(id, "billing-team");
                        case 4 -> desk -> desk.draft(id, "Dear customer " + key);
                        default -> desk -> desk.complete(id, key);
                    });
        }
        return calls;
    }

    private static List<ProcessedTicket> run(
            Path file, List<Consumer<SupportDesk>> calls, Random random, boolean again) {
        DeskDatabase.create(file, List.of(Tickets.BILLING, Tickets.TECHNICAL), Tickets.knowledge())
                .close();
        for (var call : calls) {
            try (var database = DeskDatabase.open(file)) {
                call.accept(database.desk());
            }
            if (again && random.nextBoolean()) {
                try (var database = DeskDatabase.open(file)) {
                    call.accept(database.desk());
                }
            }
        }
        try (var database = DeskDatabase.open(file)) {
            return database.desk().processed();
        }
    }

    @Test
    void a_new_desk_takes_no_place_of_another_and_a_lost_one_is_said_to_be_gone() {
        create().close();
        assertThatExceptionOfType(SampleInputException.class)
                .isThrownBy(this::create)
                .withMessageContaining("there is a desk already");
        assertThatExceptionOfType(SampleInputException.class)
                .isThrownBy(() -> DeskDatabase.open(folder.resolve("none.db")))
                .withMessageContaining("the desk of this session is gone");
    }

    @Test
    void a_desk_whose_session_did_not_begin_leaves_nothing() {
        create().discard();
        assertThat(folder).isEmptyDirectory();
    }
}
