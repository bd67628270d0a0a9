package dev.longhaul.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.testing.Replies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A conversation is cut between a message of the user and the reply to it, and nowhere else. */
class TurnsTest {

    private static final Message TASK = Message.user("Do the work.");
    private static final Message BLOCK = Message.assistant(List.of(Replies.compaction("We looked.")));

    private static Message call(String id) {
        return Message.assistant(List.of(new Block.ToolUse(id, "look", Json.EMPTY_OBJECT)));
    }

    private static Message result(String id) {
        return Message.user(List.of(new Block.ToolResult(id, "green", false)));
    }

    /** Task, then three calls with their results. */
    private static final List<Message> THREE =
            List.of(TASK, call("a"), result("a"), call("b"), result("b"), call("c"), result("c"));

    private static Optional<Cut> cut(CompactionRange range) {
        return Turns.cut(THREE, range);
    }

    @Test
    void eachReplyToTheUserBeginsATurn() {
        assertThat(Turns.starts(THREE)).containsExactly(1, 3, 5);
    }

    @Test
    void aReplyThatWasInterruptedAndGoneOnWithIsOneTurn() {
        var search = Message.assistant(List.of(new Block.Opaque("server_tool_use", Json.EMPTY_OBJECT)));
        assertThat(Turns.starts(List.of(TASK, search, call("a"), result("a")))).containsExactly(1);
    }

    @Test
    void aBoundaryIsNoTurnAndTheReplyRightBehindItIsOne() {
        assertThat(Turns.starts(List.of(BLOCK, call("a"), result("a"), call("b"), result("b"))))
                .containsExactly(1, 3);
        assertThat(Turns.starts(List.of(BLOCK, TASK, call("a"), result("a")))).containsExactly(2);
    }

    @Test
    void aCallInTheMessageOfItsBoundaryCannotBePartedFromIt() {
        var both = BLOCK.plus(new Block.ToolUse("a", "look", Json.EMPTY_OBJECT));
        assertThat(Turns.starts(List.of(both, result("a"), call("b"), result("b"))))
                .containsExactly(2);
    }

    @Test
    void everythingIsEverything() {
        assertThat(cut(CompactionRange.everything())).contains(new Cut(0, 7, 7));
    }

    @Test
    void theLastTurnsStayWithTheirResults() {
        assertThat(cut(CompactionRange.allButLast(2))).contains(new Cut(0, 3, 7));
        assertThat(cut(CompactionRange.allButLast(2)).orElseThrow().kept()).isEqualTo(4);
    }

    @Test
    void theMiddleIsWhatNeitherEndKeeps() {
        var middle = cut(CompactionRange.between(1, 1)).orElseThrow();
        assertThat(middle).isEqualTo(new Cut(3, 5, 7));
        assertThat(middle.keepsHead()).isTrue();
        assertThat(middle.closed()).isEqualTo(2);
    }

    @Test
    void aRangeWithoutAWholeTurnInsideClosesNothing() {
        assertThat(cut(CompactionRange.allButLast(3))).isEmpty();
        assertThat(cut(CompactionRange.between(1, 2))).isEmpty();
        assertThat(cut(CompactionRange.between(4, 4))).isEmpty();
        assertThat(Turns.cut(List.of(TASK), CompactionRange.everything())).isEmpty();
    }
}
