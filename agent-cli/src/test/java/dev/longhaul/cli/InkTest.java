package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Json;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
        assertThat(Timeline.words(why, Map.of())).isEqualTo("cancelled: by a\\u{1b}[2Jb\\u{202e}c\\u{7} next line");
    }

    @Test
    void the_timeline_leaves_nothing_out_that_a_call_would_do() {
        var call = new ToolCall("c\u200b1", "run\u202e", new Json("{\"command\":\"a\u200bb\u202ec\"}"));
        var shown = "\\u{200b}b\\u{202e}c";
        assertThat(Timeline.words(new SessionEvent.ToolStarted(call, "s:1"), Map.of()))
                .isEqualTo("tool run\\u{202e} {\"command\":\"a" + shown + "\"}");
        assertThat(Timeline.words(new SessionEvent.ApprovalAsked(call, "x\u202e"), Map.of()))
                .isEqualTo("approval asked: run\\u{202e} {\"command\":\"a" + shown + "\"} (c\\u{200b}1): x\\u{202e}");
        var ending = new Ending(Ending.Kind.FAILED, "tool", "a\u200bb\r\n\tc\u202e");
        assertThat(Timeline.words(new SessionEvent.Ended(ending), Map.of()))
                .isEqualTo("ended: failed (tool): a\\u{200b}b c\\u{202e}");
    }

    @Test
    void so_does_the_live_view() {
        var out = new ByteArrayOutputStream();
        var view = new LiveView(new PrintStream(out, true, StandardCharsets.UTF_8), new Ink(false));
        view.on("s", new ToolCall("c1", "run\u202e", new Json("{}")), "a\u200bb");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("     run\\u{202e}: a\\u{200b}b");
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
