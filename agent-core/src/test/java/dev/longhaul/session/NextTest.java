package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.compaction;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import dev.longhaul.tool.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the events so far lead to: each decision of a session, without running one. */
class NextTest {

    private static final Block.ToolUse LOOK = new Block.ToolUse("a", "look", Json.EMPTY_OBJECT);
    private static final Next WORK = new Next.AskModel(Purpose.WORK);

    private static Ending ending(Next next) {
        assertThat(next).isInstanceOf(Next.Finish.class);
        return ((Next.Finish) next).ending();
    }

    @Test
    void aSessionBeginsByAskingTheModel() {
        assertThat(Told.session().next()).isEqualTo(WORK);
        assertThat(Told.session().lastMessage().text()).isEqualTo("Do the work.");
    }

    @Test
    void aRequestWithoutReplyIsAskedAgain() {
        assertThat(Told.session().asked().next()).isEqualTo(WORK);
    }

    @Test
    void aReplyInWordsCompletes() {
        assertThat(ending(Told.session().replied(text("Done.")).next())).isEqualTo(Ending.completed());
    }

    @Test
    void aStopSequenceCompletesToo() {
        var stopped = reply(StopReason.STOP_SEQUENCE, List.of(new Block.Text("Done")));
        assertThat(ending(Told.session().replied(stopped).next())).isEqualTo(Ending.completed());
    }

    @Test
    void aCallIsRun() {
        assertThat(Told.session().replied(call("a", "look", "{\"at\":1}")).next())
                .isEqualTo(new Next.RunTools(List.of(new ToolCall("a", "look", new Json("{\"at\":1}")))));
    }

    @Test
    void onlyCallsWithoutResultAreRun() {
        var told = Told.session()
                .replied(calls(LOOK, new Block.ToolUse("b", "look", Json.EMPTY_OBJECT)))
                .answered("a", "green");
        assertThat(told.next()).isEqualTo(new Next.RunTools(List.of(new ToolCall("b", "look", Json.EMPTY_OBJECT))));
    }

    @Test
    void theModelGoesOnOnceAllCallsAreAnswered() {
        var told = Told.session().replied(calls(LOOK)).answered("a", "green");
        assertThat(told.next()).isEqualTo(WORK);
    }

    @Test
    void aStopForAToolWithoutACallFails() {
        var odd = reply(StopReason.TOOL_USE, List.of(new Block.Text("I will look.")));
        assertThat(ending(Told.session().replied(odd).next())).satisfies(ending -> {
            assertThat(ending.kind()).isEqualTo(Ending.Kind.FAILED);
            assertThat(ending.reason()).isEqualTo("malformed_reply");
        });
    }

    /** Wire spec §6.3: tools run only if the model stopped for them. */
    @ParameterizedTest
    @EnumSource(names = {"END_TURN", "STOP_SEQUENCE", "REFUSAL", "MODEL_CONTEXT_WINDOW_EXCEEDED", "UNKNOWN"})
    void aCallInAReplyThatStoppedForAnotherReasonIsNotRun(StopReason reason) {
        assertThat(Told.session().replied(reply(reason, List.of(LOOK))).next()).isInstanceOf(Next.Finish.class);
    }

    @Test
    void anInterruptedTurnOfTheProviderIsGoneOnWith() {
        var search = new Block.Opaque("server_tool_use", new Json("{\"id\":\"s\"}"));
        var told = Told.session().replied(reply(StopReason.PAUSE_TURN, List.of(search)));
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(told.lastMessage().content()).containsExactly(search);
    }

    @Test
    void aRefusalStopsWithTheModelsWords() {
        var refusal = reply(StopReason.REFUSAL, List.of(new Block.Text("I will not.")));
        assertThat(ending(Told.session().replied(refusal).next())).isEqualTo(Ending.stopped("refused", "I will not."));
    }

    @Test
    void aRefusalWithoutWordsStopsToo() {
        assertThat(ending(Told.session()
                        .replied(reply(StopReason.REFUSAL, List.of()))
                        .next()))
                .satisfies(ending -> {
                    assertThat(ending.reason()).isEqualTo("refused");
                    assertThat(ending.detail()).isNotBlank();
                });
    }

    @Test
    void aFullWindowStops() {
        var full = reply(StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED, List.of(new Block.Text("And th")));
        assertThat(ending(Told.session().replied(full).next())).satisfies(ending -> {
            assertThat(ending.kind()).isEqualTo(Ending.Kind.STOPPED);
            assertThat(ending.reason()).isEqualTo("context_window");
        });
    }

    @Test
    void aStopReasonNobodyKnowsIsNeverDone() {
        var odd = new ModelReply(
                "m", "scripted", List.of(new Block.Text("Done?")), StopReason.UNKNOWN, "tired", ReplyUsage.NONE);
        assertThat(ending(Told.session().replied(odd).next())).satisfies(ending -> {
            assertThat(ending.kind()).isEqualTo(Ending.Kind.FAILED);
            assertThat(ending.detail()).contains("\"tired\"");
        });
    }

    @Test
    void aPauseIsACheckpoint() {
        var pause = pause("Summary.");
        assertThat(Told.session().replied(pause).next())
                .isInstanceOfSatisfying(
                        Next.HoldCheckpoint.class,
                        hold -> assertThat(hold.reply().reply()).isEqualTo(pause));
    }

    @Test
    void soIsABlockInAReplyThatWentOn() {
        var unpaused = reply(StopReason.END_TURN, List.of(compaction("Summary."), new Block.Text("Done.")));
        assertThat(Told.session().replied(unpaused).next()).isInstanceOf(Next.HoldCheckpoint.class);
    }

    @Test
    void aPauseWithNothingInItIsACheckpointAsWell() {
        assertThat(Told.session()
                        .replied(reply(StopReason.COMPACTION, List.of()))
                        .next())
                .isInstanceOf(Next.HoldCheckpoint.class);
    }

    @Test
    void behindAnAcceptedBoundaryTheModelGoesOn() {
        assertThat(Told.session()
                        .replied(pause("Summary."))
                        .held(Decision.accept())
                        .next())
                .isEqualTo(WORK);
    }

    @Test
    void aHooksWrapUpIsToldBeforeTheModelIsAsked() {
        var told = Told.session().replied(pause("Summary.")).held(Decision.wrapUp("enough"));
        assertThat(told.next()).isEqualTo(new Next.TellToWrapUp("enough"));
        assertThat(told.state().wrappingUp().message(Told.START)).contains("wrap up", "enough");
        assertThat(told.then(new SessionEvent.WrapUpAsked("enough", "Please wrap up."))
                        .next())
                .isEqualTo(new Next.AskModel(Purpose.WRAP_UP));
    }

    @Test
    void aLimitThatIsNearTellsToWrapUp() {
        var near = new Crossing(Limit.BILLED_TOKENS, Edge.WRAP_UP, 900, 1_000);
        assertThat(Told.session().then(new SessionEvent.LimitCrossed(near)).next())
                .isInstanceOf(Next.TellToWrapUp.class);
    }

    @Test
    void aWarningLeadsNowhere() {
        var warning = new Crossing(Limit.BILLED_TOKENS, Edge.WARN, 750, 1_000);
        assertThat(Told.session().then(new SessionEvent.LimitCrossed(warning)).next())
                .isEqualTo(WORK);
    }

    @Test
    void aFailureOfTheModelEnds() {
        var failed =
                new SessionEvent.ModelFailed(Purpose.WORK, ModelException.Kind.AUTHENTICATION, "no key", Charge.NONE);
        assertThat(ending(Told.session().asked().then(failed).next()).kind()).isEqualTo(Ending.Kind.FAILED);
    }

    @Test
    void cancellingEndsWhateverIsUnderWay() {
        var told = Told.session().replied(calls(LOOK)).then(new SessionEvent.CancelRequested("enough"));
        assertThat(ending(told.next())).isEqualTo(new Ending(Ending.Kind.CANCELLED, "cancelled", "enough"));
    }

    @Test
    void whatComesInAfterTheEndChangesItNoMore() {
        var told = Told.session()
                .replied(calls(LOOK))
                .then(new SessionEvent.CancelRequested("enough"))
                .answered("a", "green");
        assertThat(ending(told.next()).kind()).isEqualTo(Ending.Kind.CANCELLED);
        assertThat(told.state().ledger().toolCalls()).isEqualTo(1);
    }

    @Test
    void aJournalBeginsWithItsStart() {
        var stray = new JournalEntry(1, Told.START, new SessionEvent.CancelRequested("why not"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionState.of(List.of(stray)))
                .withMessageContaining("CancelRequested");
        assertThatIllegalArgumentException().isThrownBy(() -> SessionState.of(List.of()));
    }
}
