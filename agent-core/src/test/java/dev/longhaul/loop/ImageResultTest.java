package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.TextSize;
import dev.longhaul.testing.Replies;
import dev.longhaul.tool.ToolResult;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tools that bring images. */
class ImageResultTest {

    /** As much of a GIF as says that it has one pixel, and some more. */
    private static Image gif(int bytes) {
        var content = new byte[bytes];
        System.arraycopy(new byte[] {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0}, 0, content, 0, 10);
        return new Image("image/gif", Base64.getEncoder().encodeToString(content));
    }

    private static Block.ToolResult told(Image... images) throws Exception {
        var run = TestAgent.replying(call("c1", "look", "{}"), text("Done."))
                .tools(doing(
                        "look", (call, context) -> ToolResult.of(call, "A dot.").showing(List.of(images))))
                .run();
        return run.results(1).getFirst();
    }

    @Test
    void the_model_sees_them_behind_the_text() throws Exception {
        assertThat(told(gif(99))).isEqualTo(new Block.ToolResult("c1", "A dot.", false, List.of(gif(99)), null));
    }

    @Test
    void one_that_no_model_can_be_shown_makes_the_result_an_error_that_says_why() throws Exception {
        var result = told(gif(99), new Image("image/png", gif(99).base64()));
        assertThat(result.isError()).isTrue();
        assertThat(result.images()).containsExactly(gif(99));
        assertThat(result.text())
                .isEqualTo("A dot.\nlook ran, but an image of its result (image/png, 1 x 1 pixels, 99 bytes) cannot be"
                        + " shown: it is said to be image/png and is image/gif.");
    }

    @Test
    void an_image_stands_for_a_number_of_characters_whatever_its_bytes() {
        var result = new Block.ToolResult("c", "four", false, List.of(gif(99), gif(9_999)), null);
        assertThat(TextSize.of(result)).isEqualTo(4 + 2L * Image.CHARS);
    }

    /** What the model was shown last of a reply with so many calls, each of which brings an image. */
    private static List<Block.ToolResult> shown(int calls, Image image) throws Exception {
        var uses = IntStream.range(0, calls)
                .mapToObj(i -> new Block.ToolUse("c" + i, "look", Json.EMPTY_OBJECT))
                .toArray(Block.ToolUse[]::new);
        var run = TestAgent.replying(Replies.calls(uses), text("Done."))
                .tools(doing("look", (call, context) -> ToolResult.of(call, "").showing(List.of(image))))
                .run();
        return run.results(1);
    }

    @Test
    void more_than_a_request_may_have_are_told_instead() throws Exception {
        var results = shown(100, gif(99));
        assertThat(results.stream().flatMap(result -> result.images().stream())).hasSize(90);
        assertThat(results.getLast().text())
                .isEqualTo("(1 image is not shown: as many stand in this conversation as it can hold)");
        assertThat(results.getLast().isError()).isFalse();
    }

    @Test
    void so_are_those_that_make_it_too_large() throws Exception {
        var results = shown(5, gif(3_900_000));
        assertThat(results.stream().map(result -> result.images().size())).containsExactly(1, 1, 1, 0, 0);
    }
}
