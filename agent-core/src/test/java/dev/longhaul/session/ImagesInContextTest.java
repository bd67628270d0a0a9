package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.longhaul.compaction.CompactionHistory;
import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of images in a context. */
class ImagesInContextTest {

    private static final Image DOT = new Image("image/gif", "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=");

    @Test
    void a_result_that_is_cut_down_says_that_there_were_images() {
        var messages = new ArrayList<Message>();
        for (var name : List.of("a", "b", "c")) {
            messages.add(Message.assistant(List.of(new Block.ToolUse(name, "look", Json.EMPTY_OBJECT))));
            messages.add(Message.user(List.of(new Block.ToolResult(name, "dot", false, List.of(DOT), null))));
        }
        var context = Context.of(messages, List.of(), null, null).withoutOldResults(false);
        assertThat(context.messages().stream().flatMap(message -> message.blocks(Block.ToolResult.class)))
                .extracting(Block.ToolResult::text, result -> result.images().size())
                .startsWith(tuple("(3 characters and 1 image, removed to make room; call again if you need them)", 0))
                .endsWith(tuple("dot", 1));
    }

    private static ToolResult seen(Image... images) {
        return new ToolResult("c1", "", false, List.of(images));
    }

    private static CompactionHistory remembered(Image... images) {
        return Told.session()
                .replied(call("c1", "look", "{}"))
                .then(new SessionEvent.ToolFinished(seen(images), Duration.ZERO))
                .state()
                .compactions();
    }

    @Test
    void two_screens_with_the_same_words_are_no_repeated_work() {
        assertThat(remembered(DOT)).isEqualTo(remembered(DOT));
        assertThat(remembered(DOT)).isNotEqualTo(remembered(DOT, DOT));
    }
}
