package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.SessionEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever models, tools and other people say, the terminal does what Longhaul tells it. */
class InkTest {

    private static final String CLEARING = "a\u001b[2Jb\u202ec\u0007";

    @Test
    void what_is_painted_steers_nothing() {
        assertThat(new Ink(false).warn(CLEARING)).isEqualTo("a[2Jbc");
        assertThat(new Ink(true).warn(CLEARING)).isEqualTo("\u001b[33ma[2Jbc\u001b[0m");
    }

    @Test
    void a_line_is_one_line() {
        assertThat(Ink.line(" one\n  two\tthree\u001b\r\n")).isEqualTo("one two three");
    }

    @Test
    void the_timeline_is_lines() {
        var why = new SessionEvent.CancelRequested("by " + CLEARING + "\nnext line");
        assertThat(Timeline.words(why)).isEqualTo("cancelled: by a[2Jbc next line");
    }

    @Test
    void colour_is_for_terminals_that_want_it() {
        assertThat(Ink.forTerminal(Map.of()).good("x")).isEqualTo("x");
        assertThat(Ink.forTerminal(Map.of("AGENT_TERMINAL", "1")).good("x")).isEqualTo("\u001b[32mx\u001b[0m");
        assertThat(Ink.forTerminal(Map.of("AGENT_TERMINAL", "1", "NO_COLOR", "1"))
                        .good("x"))
                .isEqualTo("x");
    }
}
