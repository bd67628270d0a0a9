package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.countingUp;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Loops, thrash and breakers that users of other agents reported (wire spec §8.2); docs/failures.md is the list. */
class FailureCatalogueLoopsTest {

    private static final String HUGE = "word ".repeat(80_000);

    private static ModelReply look(String id, int contextTokens) {
        return using(call(id, "look", "{\"at\":\"" + id + "\"}"), Usage.of(contextTokens, 10));
    }

    /** The wrap-up is answered; any other request gets {@code line}, however many there are. */
    private static Line[] forEver(Line line) {
        Line unlessLast = (request, scope) ->
                request.toolChoice() == ToolChoice.NONE ? text("The last word.") : line.reply(request, scope);
        return Collections.nCopies(211, unlessLast).toArray(Line[]::new);
    }

    private static long summariesAsked(TestRun run) {
        return run.requests().stream()
                .filter(request -> request.compaction() instanceof CompactionRequest.OnDemand)
                .count();
    }

    @Test
    void aSizeReportedBeforeABoundaryDoesNotTriggerTheNextOne() throws Exception {
        var run = TestAgent.replying(look("c1", 60_000), signed("We looked."), look("c2", 900), text("Done."))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        assertThat(run.checkpoints()).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void twoHundredCompactionsBackToBackAreCutOffAtTheFifthAtTheLatest() throws Exception {
        var run = TestAgent.following(forEver(replying(pause("Summary.")))).run();
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(5);
        assertThat(run.requests()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void oneResultThatFillsEveryContextAgainIsALoop() throws Exception {
        var atBoundary = new AtomicBoolean(true);
        var run = TestAgent.following(forEver((request, scope) -> {
                    atBoundary.set(!atBoundary.get());
                    return atBoundary.get() ? pause("Summary.") : call("c", "look", "{}");
                }))
                .tools(saying("look", HUGE))
                .run();
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aCompactionThatFreesNothingIsNoSuccess() throws Exception {
        var run = TestAgent.replying(look("c1", 49_000), pause(HUGE), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.state().compactions().accepted()).isZero();
        assertThat(run.state().ledger().closedContext()).isZero();
        assertThat(run.messages(2)).isEqualTo(run.messages(1));
        assertThat(run.notes()).singleElement().asString().contains("freed too little");
    }

    @Test
    void halfAPercentFreedEachTimeIsNoProgress() throws Exception {
        var context = new int[] {60_000};
        var run = TestAgent.following(forEver((request, scope) -> {
                    context[0] -= 150;
                    return context[0] % 300 == 0 ? pause("Summary.") : look("c" + context[0], context[0]);
                }))
                .tools(countingUp("look", "green"))
                .run();
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
        assertThat(run.checkpoints()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aSummariserThatFailsIsNotAskedAgainAtEveryTurn() throws Exception {
        var run = TestAgent.following(
                        replying(look("c1", 50_100)),
                        failing(ModelException.Kind.INVALID_REQUEST, "no summaries today"),
                        replying(look("c2", 50_200)),
                        replying(look("c3", 50_300)),
                        replying(look("c4", 50_400)),
                        replying(text("Done.")))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        assertThat(summariesAsked(run)).isEqualTo(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aFailedCallForASummaryLeavesTheHistoryAsItWas() throws Exception {
        var run = TestAgent.following(
                        replying(look("c1", 50_100)),
                        failing(ModelException.Kind.INVALID_REQUEST, "no summaries today"),
                        replying(text("Done.")))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        var untouched = TestAgent.replying(look("c1", 50_100), text("Done."))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.off())
                .run();
        assertThat(run.messages(2)).isEqualTo(untouched.messages(1));
    }

    @Test
    void aToolThatTheSummariserCallsIsNeverRun() throws Exception {
        var callInstead = reply(StopReason.TOOL_USE, List.of(new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT)));
        var run = TestAgent.replying(look("c1", 50_100), callInstead, signed("We looked."), text("Done."))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(1);
        assertThat(run.requests().get(2).compaction())
                .isInstanceOfSatisfying(CompactionRequest.OnDemand.class, again -> assertThat(again.instructions())
                        .contains("Do not call any tool"));
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void anEmptySummaryStandsInNoLaterRequest() throws Exception {
        var run = TestAgent.replying(look("c1", 49_000), pause(""), look("c2", 49_100), text("Done."))
                .tools(countingUp("look", "green"))
                .run();
        for (int request = 0; request < 4; request++) {
            assertThat(run.blocks(request)).noneMatch(Block.Compaction.class::isInstance);
        }
        assertThat(run.state().compactions().failed()).isEqualTo(1);
    }

    @Test
    void eachStrikeIsInTheJournalWithACauseOfItsOwn() throws Exception {
        var run = TestAgent.replying(look("c1", 49_000), pause(null), pause(HUGE), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.notes()).hasSize(2);
        assertThat(run.notes().getFirst()).contains("no summary came back");
        assertThat(run.notes().getLast()).contains("freed too little");
    }

    @Test
    void workGoesOnBehindABoundaryWithoutAnyoneSayingSo() throws Exception {
        var run = TestAgent.replying(look("c1", 49_000), pause("We looked."), look("c2", 300), text("Done."))
                .tools(countingUp("look", "green"))
                .run();
        assertThat(run.messages(2).getLast().role()).isEqualTo(Role.USER);
        assertThat(run.lastWords(2)).isNotBlank();
        assertThat(run.events(SessionEvent.ToolFinished.class)).hasSize(2);
        assertThat(run.outcome().report().text()).isEqualTo("Done.");
    }

    @Test
    void aHookThatWantsAnotherSummaryAtEachBoundaryCannotCompactForEver() throws Exception {
        var run = TestAgent.following(forEver(replying(pause("Summary."))))
                .hooks(checkpoint -> Decision.resummarise("Better."))
                .run();
        // Its way twice at the first boundary and at each of two strikes; the third strike ends it.
        assertThat(run.checkpoints()).hasSize(3 + 3 + 3 + 1);
        assertThat(run.outcome().reason()).isEqualTo("compaction_loop");
    }

    @Test
    void theEndOfALoopNamesItsCauseAndKeepsWhatWasDone() throws Exception {
        var run = TestAgent.following(forEver(replying(pause(null))))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().detail()).contains("no summary");
        assertThat(run.outcome().report().text()).isEqualTo("The last word.");
    }
}
