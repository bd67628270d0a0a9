package dev.longhaul.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tool may tell of its progress as often as it likes. */
class ProgressLinesTest {

    private final SettableClock clock = new SettableClock(TestAgent.START);
    private final List<String> told = new ArrayList<>();
    private final ProgressLines lines = new ProgressLines(clock, told::add);

    private void tell(int count) {
        IntStream.range(0, count).forEach(i -> lines.accept("line " + i));
    }

    @Test
    void ten_lines_of_a_second_are_passed_on() {
        tell(1_000);
        assertThat(told).hasSize(10).startsWith("line 0").endsWith("line 9");
    }

    @Test
    void the_next_second_has_its_own() {
        tell(1_000);
        clock.advance(Duration.ofMillis(999));
        tell(1);
        assertThat(told).hasSize(10);
        clock.advance(Duration.ofMillis(1));
        tell(1_000);
        assertThat(told).hasSize(20);
    }

    @Test
    void a_clock_that_is_set_back_silences_nobody() {
        tell(1_000);
        clock.advance(Duration.ofHours(-1));
        tell(1);
        assertThat(told).hasSize(11);
    }

    @Test
    void a_line_without_end_is_cut() {
        lines.accept("x".repeat(100_000));
        assertThat(told.getFirst()).hasSize(503).endsWith("x...");
    }
}
