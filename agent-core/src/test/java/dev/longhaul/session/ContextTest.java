package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the events so far look to the model. */
class ContextTest {

    private static final Block.ToolUse FIRST = new Block.ToolUse("a", "look", Json.EMPTY_OBJECT);
    private static final Block.ToolUse SECOND = new Block.ToolUse("b", "look", Json.EMPTY_OBJECT);

    private static ModelReply cutOff(Block... content) {
        return reply(StopReason.MAX_TOKENS, List.of(content));
    }

    @Test
    void resultsGoBackTogetherInTheOrderOfTheirCalls() {
        var told = Told.session()
                .replied(calls(FIRST, SECOND))
                .answered("b", "second")
                .answered("a", "first");
        assertThat(told.lastMessage())
                .isEqualTo(Message.user(List.of(
                        new Block.ToolResult("a", "first", false), new Block.ToolResult("b", "second", false))));
    }

    @Test
    void noResultIsShownBeforeAllAreThere() {
        var told = Told.session().replied(calls(FIRST, SECOND)).answered("b", "second");
        assertThat(told.lastMessage().role()).isEqualTo(Role.ASSISTANT);
    }

    @Test
    void emptyWordsAreNeverSentBack() {
        var told = Told.session().replied(reply(StopReason.TOOL_USE, List.of(new Block.Text(" \n"), FIRST)));
        assertThat(told.lastMessage().content()).containsExactly(FIRST);
    }

    @Test
    void aReplyOfNothingButEmptyWordsLeavesNoMessage() {
        var told = Told.session().replied(reply(StopReason.PAUSE_TURN, List.of(new Block.Text(""))));
        assertThat(told.state().context().messages()).hasSize(1);
    }

    @Test
    void aBlockNobodyKnowsGoesBackAsItCame() {
        var odd = new Block.Opaque("hologram", new Json("{ \"type\":\"hologram\", \"n\": 1.0 }"));
        var told = Told.session().replied(reply(StopReason.TOOL_USE, List.of(odd, FIRST)));
        assertThat(told.lastMessage().content().getFirst()).isSameAs(odd);
    }

    @Test
    void aReplyCutOffInWordsIsAskedToGoOn() {
        var told = Told.session().replied(cutOff(new Block.Text("The answer is")));
        assertThat(told.next()).isEqualTo(new Next.AskModel(Purpose.WORK));
        assertThat(told.lastMessage().role()).isEqualTo(Role.USER);
        assertThat(told.lastMessage().text()).contains("cut off at 1000 tokens");
    }

    @Test
    void aReplyCutOffBeforeItSaidAnythingIsAskedToGoOnToo() {
        var told = Told.session().replied(cutOff());
        assertThat(told.state().context().messages()).hasSize(1);
        assertThat(told.lastMessage().text()).contains("Do the work.", "cut off");
    }

    @Test
    void callsThatWereCutOffAreAnsweredAndNotRun() {
        var told = Told.session().replied(cutOff(FIRST, SECOND));
        assertThat(told.next()).isEqualTo(new Next.AskModel(Purpose.WORK));
        assertThat(told.lastMessage().blocks(Block.ToolResult.class))
                .hasSize(2)
                .allMatch(Block.ToolResult::isError)
                .allMatch(result -> result.text().startsWith("Not run"));
        assertThat(told.state().ledger().toolCalls()).isZero();
    }

    @Test
    void threeRepliesCutOffInARowFail() {
        var told = Told.session();
        for (int i = 0; i < 3; i++) {
            told.replied(cutOff(new Block.Text("And on")));
        }
        assertThat(told.next()).isInstanceOfSatisfying(Next.Finish.class, finish -> {
            assertThat(finish.ending().kind()).isEqualTo(Ending.Kind.FAILED);
            assertThat(finish.ending().detail()).contains("raise max tokens");
        });
    }

    @Test
    void aWholeReplyBetweenStartsTheCountAnew() {
        var told = Told.session()
                .replied(cutOff(new Block.Text("And on")))
                .replied(cutOff(new Block.Text("and on")))
                .replied(call("a", "look", "{}"))
                .answered("a", "green")
                .replied(cutOff(new Block.Text("and on")));
        assertThat(told.next()).isEqualTo(new Next.AskModel(Purpose.WORK));
    }

    @Test
    void theWrapUpIsSaidBehindTheResults() {
        var told = Told.session()
                .replied(calls(FIRST))
                .answered("a", "green")
                .then(new SessionEvent.WrapUpAsked("enough", "Please wrap up."));
        assertThat(told.lastMessage().content())
                .containsExactly(new Block.ToolResult("a", "green", false), new Block.Text("Please wrap up."));
    }

    @Test
    void aBoundaryTakesThePlaceOfWhatItSummarised() {
        var pause = pause("Summary.");
        var told = Told.session()
                .replied(call("a", "look", "{}"))
                .answered("a", "green")
                .replied(pause)
                .held(Decision.accept());
        assertThat(told.state().context().messages())
                .extracting(Message::role)
                .containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(told.blocks().getFirst()).isSameAs(pause.content().getFirst());
    }

    @Test
    void aBoundaryThatWasDeclinedChangesNothing() {
        var before = Told.session().replied(call("a", "look", "{}")).answered("a", "green");
        var blocks = before.blocks();
        assertThat(before.replied(pause("Summary."))
                        .held(Decision.keepHistory())
                        .blocks())
                .isEqualTo(blocks);
    }
}
