package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.testkit.Seeded;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call may come again with the key it had: its process died before the answer was recorded. It has one effect. */
class RepeatedCallsTest {

    @TempDir
    Path folder;

    private DeskFile file;

    @BeforeEach
    void open() {
        file = DeskFile.create(folder.resolve("desk.db"));
    }

    static Stream<DeskCall> tools() {
        return DeskCall.on("T-1").stream();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void the_same_key_again_changes_nothing(DeskCall call) {
        file.use(desk -> Tickets.prepare(desk, "T-1"));
        var answer = file.ask(desk -> call.with("s:7", desk));
        var content = file.content();
        assertThat(file.ask(desk -> call.with("s:7", desk))).isEqualTo(answer);
        assertThat(file.content()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void the_same_key_again_is_answered_alike_even_if_others_were_at_work_since(DeskCall call) {
        var answer = file.ask(desk -> call.with("s:7", desk));
        file.use(desk -> {
            Tickets.prepare(desk, "T-1");
            desk.nextTicket("s:8");
            desk.complete("T-1", "s:9");
        });
        var content = file.content();
        assertThat(file.ask(desk -> call.with("s:7", desk))).isEqualTo(answer);
        assertThat(file.content()).isEqualTo(content);
    }

    @Test
    void a_search_changes_nothing() {
        var content = file.content();
        assertThat(file.ask(desk -> desk.search("billing", "refund")))
                .isEqualTo(file.ask(desk -> desk.search("billing", "refund")))
                .contains("results");
        assertThat(file.content()).isEqualTo(content);
    }

    @Test
    void each_completion_of_its_own_key_is_counted_and_none_twice() {
        file.use(desk -> {
            Tickets.prepare(desk, "T-1");
            List.of("s:9", "s:20", "s:9", "s:20").forEach(key -> desk.complete("T-1", key));
        });
        file.use(desk -> assertThat(desk.processed())
                .extracting(ProcessedTicket::completions)
                .containsExactly(2));
    }

    @Test
    void a_key_that_comes_with_another_call_is_refused() {
        file.use(desk -> desk.nextTicket("s:1"));
        var content = file.content();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> file.use(desk -> desk.complete("T-1", "s:1")))
                .withMessageContaining("the key s:1 came before with another call")
                .withMessageContaining("restore both from the same copy");
        assertThat(file.content()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void what_could_not_be_recorded_has_not_happened(DeskCall call) {
        file.use(desk -> Tickets.prepare(desk, "T-1"));
        var content = file.content();
        file.run("create trigger full before insert on calls begin select raise(abort, 'disk full'); end");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> file.ask(desk -> call.with("s:7", desk)))
                .withMessageContaining("disk full");
        assertThat(file.content()).isEqualTo(content);
        file.run("drop trigger full");
        assertThat(file.ask(desk -> call.with("s:7", desk))).doesNotContain("error");
    }

    /** Any call may come again, at once or much later, in this process or the next. */
    @Seeded(50)
    void calls_repeated_at_random_end_with_the_same_database_as_calls_made_once(long seed) {
        var random = new Random(seed);
        var once = DeskFile.create(folder.resolve("once-" + seed + ".db"));
        var often = DeskFile.create(folder.resolve("often-" + seed + ".db"));
        var calls = Stream.generate(() -> DeskCall.random(random)).limit(60).toList();
        var answers = new ArrayList<String>();
        once.use(desk -> {
            for (int i = 0; i < calls.size(); i++) {
                answers.add(calls.get(i).with("s:" + i, desk));
            }
        });
        for (int next = 0; next < calls.size(); ) {
            next = partOfALife(often, calls, answers, next, random);
        }
        assertThat(often.content()).isEqualTo(once.content());
    }

    /** A process makes some calls, makes some of all so far again, and is gone. */
    private static int partOfALife(DeskFile file, List<DeskCall> calls, List<String> answers, int from, Random random) {
        int to = Math.min(calls.size(), from + 1 + random.nextInt(12));
        file.use(desk -> {
            for (int i = from; i < to; i++) {
                assertAnswered(desk, calls, answers, i);
                if (random.nextBoolean()) {
                    assertAnswered(desk, calls, answers, random.nextInt(i + 1));
                }
            }
        });
        return to;
    }

    private static void assertAnswered(SupportDesk desk, List<DeskCall> calls, List<String> answers, int i) {
        assertThat(calls.get(i).with("s:" + i, desk)).as("call %d", i).isEqualTo(answers.get(i));
    }
}
