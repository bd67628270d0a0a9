package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.loop.TestTools.whole;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Rung;
import dev.longhaul.compaction.Signal;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done about a compaction that does not help, rung by rung, in whole sessions. */
class LadderRunTest {

    private static final String HUGE = "word ".repeat(80_000);
    private static final String LARGE = "word ".repeat(8_000);
    private static final String CLEARED = "removed to make room";

    private static ModelReply look(int at) {
        return call("c" + at, "look", "{\"at\":" + at + "}");
    }

    private static List<ModelReply> looks(int count) {
        var looks = new ArrayList<ModelReply>();
        for (int at = 1; at <= count; at++) {
            looks.add(look(at));
        }
        return looks;
    }

    private static ModelReply[] script(List<ModelReply> first, ModelReply... rest) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all.toArray(ModelReply[]::new);
    }

    @Test
    void aSecondFailureClearsOldResultsAndTheWorkGoesOn() throws Exception {
        var run = TestAgent.replying(script(looks(5), pause(null), pause(null), text("Done.")))
                .tools(saying("look", LARGE))
                .run();
        assertThat(run.rungs()).containsExactly(Rung.TIGHTER_INSTRUCTIONS, Rung.CLEAR_RESULTS);
        assertThat(run.words(7)).contains("Do the work.").contains(CLEARED);
        assertThat(run.results(7)).allMatch(result -> result.text().equals(LARGE));
        assertThat(run.messages(7)).hasSameSizeAs(run.messages(6));
        assertThat(run.notes().getLast()).isEqualTo("no summary came back; clearing old tool results");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void whatWasClearedIsStillInTheJournal() throws Exception {
        var run = TestAgent.replying(script(looks(5), pause(null), pause(null), text("Done.")))
                .tools(saying("look", LARGE))
                .run();
        assertThat(run.events(SessionEvent.ToolFinished.class))
                .hasSize(5)
                .allMatch(finished -> finished.result().text().equals(LARGE));
    }

    @Test
    void behindClearedResultsCompactionIsTriedAgainAtTheUsualSize() throws Exception {
        var run = TestAgent.replying(script(looks(5), pause(null), pause(null), text("Done.")))
                .tools(saying("look", LARGE))
                .run();
        assertThat(run.threshold(7).triggerTokens()).isEqualTo(50_000);
    }

    @Test
    void aKeptTailThatFillsTheContextLosesItsResults() throws Exception {
        var run = TestAgent.replying(look(1), pause("Short."), text("Done."))
                .tools(whole(saying("look", HUGE)))
                .compaction(Compaction.at(50_000).keepTail(1_000_000))
                .run();
        assertThat(run.rungs()).containsExactly(Rung.CLEAR_RESULTS);
        assertThat(run.words(2)).contains("Short.", "look{\"at\":1}", CLEARED).doesNotContain("word word");
        assertThat(run.state().ledger().openContext()).isLessThan(1_000);
    }

    private static TestAgent heavy(Pin... pins) {
        return TestAgent.replying(look(1), pause("Short."), text("Done."))
                .tools(saying("look", "green"))
                .file("RULES.md", HUGE)
                .pins(pins);
    }

    @Test
    void pinsAreShedFromTheLowestPriorityAndNoMoreThanNeeded() throws Exception {
        var run = heavy(
                        Pin.task(),
                        Pin.text("tone", "Be kind."),
                        Pin.file(Path.of("RULES.md"), 500_000),
                        Pin.recentTurns(1))
                .run();
        assertThat(run.rungs()).containsExactly(Rung.SHED_PINS);
        assertThat(run.lastWords(2))
                .contains("Do the work.", "Be kind.")
                .doesNotContain("RULES.md")
                .doesNotContain("recent turns");
        assertThat(run.notes()).singleElement().asString().contains("shedding pins (RULES.md, recent turns)");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void thatASummaryIsShortWhenPinsAreLongIsNotTheSummarysFault() throws Exception {
        var run = heavy(Pin.file(Path.of("RULES.md"), 500_000)).run();
        assertThat(run.notes())
                .singleElement()
                .asString()
                .contains("neither the summary nor tool output is the reason", "pins 66,");
    }

    @Test
    void pinsThatFillTheContextAreShedAtEachBoundaryWithoutALoop() throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 0; i < 12; i++) {
            script.add(look(i));
            script.add(pause("Short."));
        }
        var run = TestAgent.replying(script(script, text("Done.")))
                .tools(saying("look", "green"))
                .pins(Pin.task(), Pin.text("everything", HUGE))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.checkpoints()).allMatch(held -> held.pins().size() == 1);
        assertThat(run.decisions()).containsOnly(Decision.accept());
    }

    @Test
    void shedPinsComeBackOnceThereIsRoom() throws Exception {
        var agent = TestAgent.replying(
                        look(1),
                        pause("One."),
                        call("c2", "trim", "{}"),
                        pause("Two."),
                        look(3),
                        pause("Three."),
                        text("Done."))
                .file("RULES.md", HUGE)
                .pins(Pin.task(), Pin.file(Path.of("RULES.md"), 500_000));
        var run = agent.tools(saying("look", "green"), TestTools.doing("trim", (call, context) -> {
                    agent.file("RULES.md", "Short rules.");
                    return ToolResult.of(call, "ok");
                }))
                .run();
        assertThat(run.words(2)).doesNotContain("RULES.md");
        assertThat(run.words(6)).contains("Short rules.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    /** Its description alone is as long as a book. */
    private record Manual() implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("manual", "x".repeat(350_000), new Json("{\"type\":\"object\"}"));
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            return ToolResult.of(call, "");
        }
    }

    @Test
    void whatIsRequiredIsNeverShedAndTheEndNamesTheSizes() throws Exception {
        var run = TestAgent.replying(
                        look(1), pause("1"), look(2), pause("2"), look(3), pause("3"), text("The last word."))
                .tools(saying("look", "green"), new Manual())
                .pins(Pin.task())
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().detail())
                .contains("3 compactions in a row", "tools 58,", "pin less, or compact later");
        assertThat(run.checkpoints()).allMatch(held -> held.pins().size() == 1);
    }

    @Test
    void workThatIsDoneAgainBehindEachBoundaryIsALoopAndNamesTheCall() throws Exception {
        var script = new ArrayList<ModelReply>(List.of(call("m", "read", "{\"path\":\"MAP.md\"}"), pause("Start.")));
        for (int i = 0; i < 2; i++) {
            script.addAll(List.of(call("m" + i, "read", "{\"path\":\"MAP.md\"}"), look(i), pause("S" + i)));
        }
        var retried = List.of(pause("Better."), call("m8", "read", "{\"path\":\"MAP.md\"}"), look(8), pause("S8"));
        script.addAll(retried);
        script.addAll(List.of(call("m9", "read", "{\"path\":\"MAP.md\"}"), look(9), pause("S9")));
        var run = TestAgent.replying(script(script, text("The last word.")))
                .tools(saying("look", "green"), saying("read", "a map"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("asked for again", "of read, for one");
        assertThat(run.decisions().get(2))
                .isInstanceOfSatisfying(Decision.Resummarise.class, again -> assertThat(again.instructions())
                        .contains("read {\"path\":\"MAP.md\"}"));
        assertThat(run.checkpoints().get(2).finding().signal()).isInstanceOf(Signal.RepeatedWork.class);
    }

    @Test
    void aBetterSummaryAfterARefillIsNotTakenForACure() throws Exception {
        var run = TestAgent.replying(
                        look(1), pause("1"), look(1), pause("2"), pause("2 again"), look(1), pause("3"), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.rungs()).containsExactly(Rung.NONE, Rung.TIGHTER_INSTRUCTIONS, Rung.NONE, Rung.NONE);
        assertThat(run.state().compactions().strikes().inARow()).isEqualTo(2);
    }
}
