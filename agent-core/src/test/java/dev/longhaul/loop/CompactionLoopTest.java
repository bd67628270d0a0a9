package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.loop.TestTools.whole;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.compaction;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Compactions that fail or free nothing are retried, then broken off; compactions that help never are. */
class CompactionLoopTest {

    private static final String HUGE = "word ".repeat(80_000);

    private static TestAgent looking(ModelReply... script) {
        return TestAgent.replying(script).tools(saying("look", "green"));
    }

    @Test
    void afterAMissingSummaryTheHistoryStays() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause(null), text("Done.")).run();
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void theRetryForbidsToolsAndKeepsTheAgentsOwnInstructions() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause(null), pause("We looked."), text("Done."))
                .compaction(Compaction.at(50_000).instructions("Keep names."))
                .run();
        assertThat(run.summaryInstructions(1)).isEqualTo("Keep names.");
        assertThat(run.summaryInstructions(2)).contains("Do not call any tool").contains("Keep names.");
        assertThat(run.summaryInstructions(3)).isEqualTo("Keep names.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aBlankSummaryIsNoSummary() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause(" \n"), text("Done.")).run();
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.state().compactions().failed()).isEqualTo(1);
    }

    @Test
    void aFailedCompactionIsCountedAndPaidFor() throws Exception {
        var ledger = looking(pause(null), text("Done.")).run().state().ledger();
        assertThat(ledger.compactions()).isEqualTo(1);
        assertThat(ledger.compaction().input()).isEqualTo(50_000);
        assertThat(ledger.closedContext()).isZero();
    }

    @Test
    void failuresThatGoOnAreALoopThatEndsWithALastWord() throws Exception {
        var run = looking(pause(null), pause(null), pause(null), pause(null), text("This is how far I got."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("4 compactions in a row", "no summary");
        assertThat(run.outcome().report().text()).isEqualTo("This is how far I got.");
        assertThat(run.lastWords(4)).contains("wrap up").contains("no summary");
    }

    @Test
    void whereTheLastWordCannotBeHadTheLoopStops() throws Exception {
        var run = TestAgent.following(
                        replying(pause(null)),
                        replying(pause(null)),
                        replying(pause(null)),
                        replying(pause(null)),
                        failing(ModelException.Kind.SERVER_ERROR, "gone"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("no summary", "the wrap-up failed: gone");
    }

    @Test
    void wherePeopleWantNoneButGoodSummariesThreeFailuresStop() throws Exception {
        var run = looking(pause(null), pause(null), pause(null))
                .compaction(Compaction.at(50_000).onExhausted(OnExhausted.STOP))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("no summary");
    }

    @Test
    void theReportOfALoopHasThePartialResult() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause(null), pause(null), pause(null))
                .compaction(Compaction.at(50_000).onExhausted(OnExhausted.STOP))
                .run();
        assertThat(run.outcome().report().turns()).isEqualTo(1);
        assertThat(run.outcome().report().compactions().failed()).isEqualTo(3);
    }

    @Test
    void aSummaryAsLargeAsTheHistoryIsWantedShorter() throws Exception {
        var run = looking(call("c1", "look", "{}"), pause(HUGE), pause("Short."), text("Done."))
                .run();
        assertThat(run.summaryInstructions(2)).contains("at most a tenth");
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.words(3)).contains("Short.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void pinsAsLargeAsTheHistoryFreeNothing() throws Exception {
        var run = looking(pause("Short."), text("Done."))
                .pins(Pin.text("everything", HUGE))
                .run();
        assertThat(run.notes()).singleElement().asString().contains("freed too little");
    }

    @Test
    void aKeptTailAsLargeAsTheHistoryFreesNothing() throws Exception {
        var run = TestAgent.replying(call("c1", "read", "{}"), pause("Short."), text("Done."))
                .tools(whole(saying("read", HUGE)))
                .compaction(Compaction.at(50_000).keepTail(1_000_000))
                .run();
        assertThat(run.notes()).singleElement().asString().contains("freed too little");
    }

    @Test
    void summariesThatStayTooLargeAreALoop() throws Exception {
        var run = looking(pause(HUGE), pause(HUGE), pause(HUGE), pause(HUGE), text("The last word."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void pauseAfterPauseWithoutAReplyIsALoop() throws Exception {
        var run = looking(pause("1"), pause("2"), pause("3"), pause("4"), text("The last word."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void contextsThatStayFullBehindEachBoundaryAreALoop() throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 0; i < 4; i++) {
            script.add(using(call("c" + i, "look", "{}"), Usage.of(49_000, 10)));
            script.add(pause("Summary " + i));
        }
        script.add(text("The last word."));
        var run = looking(script.toArray(ModelReply[]::new)).run();
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.outcome().detail()).contains("49,000");
        assertThat(run.checkpoints()).hasSize(4);
    }

    @Test
    void oneCompactionThatHelpsClearsTheStrikes() throws Exception {
        var run = looking(
                        pause(null),
                        pause(null),
                        pause("Good."),
                        call("c1", "look", "{}"),
                        pause(null),
                        pause(null),
                        pause("Good."),
                        text("Done."))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.state().compactions().accepted()).isEqualTo(2);
    }

    @Test
    void frequentHealthyCompactionIsNoLoop() throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 0; i < 300; i++) {
            for (int turn = 0; turn < 4; turn++) {
                script.add(call("a" + i + "." + turn, "look", "{\"at\":\"" + i + "." + turn + "\"}"));
            }
            script.add(using(call("b" + i, "look", "{\"at\":\"" + i + "\"}"), Usage.of(49_000, 10)));
            script.add(pause("Summary " + i));
        }
        script.add(text("Done."));
        var run = looking(script.toArray(ModelReply[]::new)).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.decisions()).hasSize(300).allMatch(Decision.Accept.class::isInstance);
        assertThat(run.notes()).isEmpty();
    }

    @Test
    void compactionEveryTurnIsNoLoopEitherWhileEachTurnBringsSomethingNew() throws Exception {
        var script = new ArrayList<ModelReply>();
        for (int i = 0; i < 100; i++) {
            script.add(call("c" + i, "look", "{\"at\":" + i + "}"));
            script.add(pause("Summary " + i));
        }
        script.add(text("Done."));
        var run = looking(script.toArray(ModelReply[]::new)).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes()).isEmpty();
    }

    /** The model can do nothing but look at the same thing; each context ends in a boundary. */
    private static ScriptedModel.Line[] lookingAtTheSame() {
        var boundary = new AtomicBoolean();
        ScriptedModel.Line line = (request, scope) -> {
            if (request.toolChoice() == ToolChoice.NONE) {
                return text("The last word.");
            }
            boundary.set(!boundary.get());
            return boundary.get() ? call("c", "look", "{}") : pause("Summary.");
        };
        return Collections.nCopies(50, line).toArray(ScriptedModel.Line[]::new);
    }

    @Test
    void compactionEveryTurnWithNothingNewIsALoop() throws Exception {
        var run = TestAgent.following(lookingAtTheSame())
                .tools(saying("look", "green"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(5);
        assertThat(run.notes().getFirst()).contains("1 turn after another", "not seen before", "tighter instructions");
    }

    @Test
    void workThatIsDoneIsNoLoop() throws Exception {
        var done = reply(StopReason.END_TURN, List.of(compaction(null), new Block.Text("Done.")));
        var run = looking(pause(null), pause(null), done).run();
        assertThat(run.state().compactions().failed()).isEqualTo(3);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }
}
