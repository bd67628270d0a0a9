package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.compaction;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Rung;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No summary that is wanted can be had: what the session goes on with, or that it does not. */
class FailedSummaryTest {

    private static final String FILE = "src/main/Ship.java";
    private static final ModelReply READ = call("c1", "read", "{\"path\":\"" + FILE + "\"}");
    private static final ModelReply READ_AGAIN = call("c2", "read", "{\"path\":\"" + FILE + "\",\"line\":7}");
    private static final ModelReply OTHER = call("c3", "read", "{\"path\":\"notes\"}");

    private static TestAgent reading(ModelReply... rest) {
        var script = new ModelReply[rest.length + 3];
        System.arraycopy(rest, 0, script, 3, rest.length);
        script[0] = READ;
        script[1] = READ_AGAIN;
        script[2] = OTHER;
        return TestAgent.replying(script)
                .tools(saying("read", "some text"))
                .inspector(new FactInspector())
                .pins(Pin.task());
    }

    @Test
    void afterThreeFailuresAnExtractStandsInAndSaysWhatItIs() throws Exception {
        var run = reading(pause(null), pause(null), pause(null), text("Done.")).run();
        assertThat(run.rungs().getLast()).isEqualTo(Rung.STAND_IN);
        assertThat(run.messages(6).getFirst().role()).isEqualTo(Role.USER);
        assertThat(run.blocks(6).getFirst()).isInstanceOfSatisfying(Block.Compaction.class, block -> {
            assertThat(block.wire()).isNull();
            assertThat(block.summary()).contains("No summary", "extract made by rule");
        });
        assertThat(run.lastWords(6)).contains("<restored-facts>", FILE).containsOnlyOnce("Do the work.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void theHistoryIsClosedAndTheWorkInFlightStays() throws Exception {
        var run = reading(pause(null), pause(null), pause(null), text("Done.")).run();
        assertThat(run.messages(6)).hasSize(3);
        assertThat(run.results(6)).extracting(Block.ToolResult::toolUseId).containsExactly("c3");
        assertThat(run.state().ledger().closedContext()).isEqualTo(50_000);
        assertThat(run.state().compactions().failed()).isEqualTo(3);
        assertThat(run.state().compactions().accepted()).isZero();
    }

    @Test
    void theExtractMayHoldThreeTimesWhatIsUsual() throws Exception {
        var usual = reading(pause("Nothing."), text("Done."))
                .compaction(Compaction.at(50_000).reinject(30))
                .run();
        var extract = reading(pause(null), pause(null), pause(null), text("Done."))
                .compaction(Compaction.at(50_000).reinject(30))
                .run();
        assertThat(usual.lastWords(4)).doesNotContain(FILE);
        assertThat(extract.lastWords(6)).contains(FILE);
    }

    @Test
    void whereNothingCanBeExtractedItSaysSo() throws Exception {
        var run = reading(pause(null), pause(null), pause(null), text("Done."))
                .inspector(inspection -> Retention.NOTHING)
                .run();
        assertThat(run.blocks(6).getFirst())
                .isInstanceOfSatisfying(Block.Compaction.class, block -> assertThat(block.summary())
                        .contains("Nothing could be extracted"));
        assertThat(run.notes().getLast()).contains("nothing could be extracted");
    }

    @Test
    void aSummaryThatCouldBeUsedStandsInBeforeAnExtractDoes() throws Exception {
        var run = reading(pause("Vague."), pause(null), pause(null), pause(null), text("Done."))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        assertThat(run.blocks(7).getFirst()).isEqualTo(compaction("Vague."));
        assertThat(run.lastWords(7)).contains(FILE);
        assertThat(run.notes().getLast()).contains("the last summary that could be used");
    }

    @Test
    void aSummaryOfAnOlderHistoryDoesNotStandIn() throws Exception {
        var run = reading(
                        pause("Vague."),
                        call("c4", "read", "{\"path\":\"more\"}"),
                        pause(null),
                        pause(null),
                        pause(null),
                        text("Done."))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        assertThat(run.blocks(8).getFirst())
                .isInstanceOfSatisfying(Block.Compaction.class, block -> assertThat(block.summary())
                        .contains("No summary"));
    }

    @Test
    void aReplyThatWentOnWithoutPausingStandsBehindTheExtract() throws Exception {
        var more = reply(
                StopReason.TOOL_USE,
                List.of(
                        compaction(null),
                        new Block.Thinking(new Json("{\"type\":\"thinking\"}")),
                        new Block.ToolUse("c9", "read", new Json("{\"path\":\"z\"}"))));
        var run = reading(pause(null), pause(null), more, text("Done.")).run();
        assertThat(run.messages(6)).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(run.messages(6).get(1).content())
                .singleElement()
                .isEqualTo(new Block.ToolUse("c9", "read", new Json("{\"path\":\"z\"}")));
        assertThat(run.results(6)).hasSize(1);
        assertThat(run.lastWords(6)).containsOnlyOnce("Do the work.");
    }

    @Test
    void theNextGoodSummaryTakesThePlaceOfTheExtract() throws Exception {
        var run = reading(
                        pause(null),
                        pause(null),
                        pause(null),
                        call("c4", "read", "{\"path\":\"more\"}"),
                        pause("All well."),
                        text("Done."))
                .run();
        assertThat(run.words(8)).contains("All well.").doesNotContain("No summary");
        assertThat(run.state().compactions().strikes().inARow()).isZero();
    }

    @Test
    void aRefusalIsNotTalkedAwayAndTheHistoryStaysUntilItHasGrown() throws Exception {
        var large = saying("read", "word ".repeat(2_000));
        var run = TestAgent.replying(READ, reply(StopReason.REFUSAL, List.of()), text("Done."))
                .tools(large)
                .compaction(Compaction.onDemand(5_000))
                .run();
        assertThat(run.decisions()).containsExactly(Decision.keepHistory());
        assertThat(run.rungs()).containsExactly(Rung.NONE);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aHookThatIsNeverContentGetsMoreOfTheLostFactsInTheEnd() throws Exception {
        var run = reading(pause("1"), pause("2"), pause("3"), text("Done."))
                .compaction(Compaction.at(50_000).reinject(30))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        assertThat(run.decisions().getLast()).isEqualTo(Decision.accept());
        assertThat(run.notes()).singleElement().asString().contains("taken as it is", "more of the facts");
        assertThat(run.lastWords(6)).contains(FILE);
    }

    @Test
    void aHookThatIsNeverContentStopsTheSessionIfPeopleSaySo() throws Exception {
        var run = reading(pause("1"), pause("2"), pause("3"))
                .compaction(Compaction.at(50_000).onExhausted(OnExhausted.STOP))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("sent the summary back 2 times");
        assertThat(run.outcome().report().turns()).isEqualTo(3);
    }

    @Test
    void policiesKeepWhatFollowsExhaustionInEveryOtherChange() {
        var policy = Compaction.at(50_000).onExhausted(OnExhausted.STOP);
        var changed = policy.instructions("Keep names.").keepTail(1).reinject(2).in(CompactionForm.CLIENT);
        assertThat(changed.onExhausted()).isEqualTo(OnExhausted.STOP);
        assertThat(Compaction.off().onExhausted()).isEqualTo(OnExhausted.DEGRADE);
    }
}
