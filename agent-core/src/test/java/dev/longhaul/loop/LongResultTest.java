package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.loop.TestTools.under;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Json;
import dev.longhaul.session.JournalResults;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Results that are longer than the model is to be shown. */
class LongResultTest {

    private static final CallPolicy SHORT = CallPolicy.DEFAULT.maxResultTokens(100);
    private static final Pattern NOTE = Pattern.compile("read on with read_result, id (\\d+), offset (\\d+)");

    private static Tool reader(TestAgent agent) {
        return new ReadResult(new JournalResults(agent.journal));
    }

    private static TestRun run(String result) throws Exception {
        var agent = TestAgent.replying(call("a", "look", "{}"), text("Done."));
        return agent.tools(under(SHORT, saying("look", result)), reader(agent)).run();
    }

    @Test
    void the_model_is_shown_its_beginning_and_where_to_read_on_and_the_journal_keeps_the_whole() throws Exception {
        var whole = "green ".repeat(500);
        var run = run(whole);
        var shown = run.results(1).getFirst().text();
        assertThat(shown.length()).isLessThan(1_000);
        assertThat(whole).startsWith(shown.substring(0, shown.indexOf("\n(cut here")));
        assertThat(shown).containsPattern(NOTE).contains("of 3,000 characters");
        assertThat(run.events(SessionEvent.ToolFinished.class)
                        .getFirst()
                        .result()
                        .text())
                .isEqualTo(whole);
    }

    @Test
    void one_that_fits_is_shown_as_it_is() throws Exception {
        assertThat(run("green").results(1).getFirst().text()).isEqualTo("green");
    }

    @Test
    void no_character_is_split() throws Exception {
        for (var before : new String[] {"", "x"}) {
            var shown = run(before + "\uD83D\uDE00".repeat(2_000))
                    .results(1)
                    .getFirst()
                    .text();
            var last = shown.charAt(shown.indexOf("\n(cut here") - 1);
            assertThat(Character.isHighSurrogate(last)).isFalse();
        }
    }

    @Test
    void without_the_tool_to_read_on_the_model_is_told_that_it_was_cut() throws Exception {
        var run = TestAgent.replying(call("a", "look", "{}"), text("Done."))
                .tools(under(SHORT, saying("look", "green ".repeat(500))))
                .run();
        assertThat(run.results(1).getFirst().text()).contains("(cut here: ").doesNotContain("read_result");
    }

    /** A model that reads on as the notes say, until there is none. */
    @Test
    void following_the_notes_reads_the_whole_result_exactly_once() throws Exception {
        var whole = new StringBuilder();
        for (int i = 0; whole.length() < 100_000; i++) {
            whole.append(i).append(" \uD83D\uDE00 ");
        }
        var agent = TestAgent.replying(call("a", "look", "{}"), text("Done."));
        var run = agent.tools(under(SHORT, saying("look", whole.toString())), reader(agent))
                .run();
        var read = new StringBuilder();
        var shown = run.results(1).getFirst().text();
        for (var note = NOTE.matcher(shown); note.find(); note = NOTE.matcher(shown)) {
            read.append(shown, 0, shown.lastIndexOf("\n(cut here"));
            shown = page(agent, note.group(1), note.group(2)).text();
        }
        assertThat(read.append(shown)).hasToString(whole.toString());
    }

    @Test
    void a_page_never_begins_with_half_a_character() throws Exception {
        var agent = TestAgent.replying(call("a", "look", "{}"), text("Done."));
        agent.tools(saying("look", "\uD83D\uDE00 green")).run();
        long place = agent.journal.read(TestAgent.SESSION).stream()
                .filter(entry -> entry.event() instanceof SessionEvent.ToolFinished)
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(page(agent, String.valueOf(place), "1").text()).isEqualTo("\uD83D\uDE00 green");
    }

    private static ToolResult page(TestAgent agent, String id, String offset) throws Exception {
        var input = new Json("{\"id\":%s,\"offset\":%s}".formatted(id, offset));
        return reader(agent).call(new ToolCall("r", ReadResult.NAME, input), TestTools.context(TestAgent.SESSION));
    }

    @Test
    void what_is_not_there_is_said_to_the_model() throws Exception {
        var agent = TestAgent.replying(call("a", "look", "{}"), text("Done."));
        agent.tools(saying("look", "green")).run();
        assertThat(page(agent, "1", "0").text()).contains("no result 1");
        assertThat(page(agent, "99", "0").text()).contains("no result 99");
        assertThat(page(agent, "-5", "0").isError()).isTrue();
        assertThat(page(agent, "\"x\"", "0").text()).contains("both as numbers");
        assertThat(page(agent, "5", "99").text()).contains("5 characters");
    }

    @Test
    void the_note_is_the_same_wherever_the_session_is_taken_up() throws Exception {
        var here = run("green ".repeat(500)).results(1).getFirst().text();
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(run("green ".repeat(500)).results(1).getFirst().text()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
