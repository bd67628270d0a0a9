package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.longhaul.model.Image;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Methods that return images, and other bytes. */
class ImageResultsTest {

    private static final String DOT = "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=";
    private static final Image IMAGE = new Image("image/gif", DOT);
    private static final String WORDS = "(image: image/gif, 1 x 1 pixels, 26 bytes)";

    static final class Camera {

        @Tool
        Image ours() {
            return IMAGE;
        }

        @Tool
        dev.langchain4j.data.image.Image theirs() {
            return dev.langchain4j.data.image.Image.builder()
                    .base64Data(DOT)
                    .mimeType("image/png")
                    .build();
        }

        @Tool
        List<Content> several() {
            return List.of(
                    TextContent.from("Front:"), ImageContent.from(DOT, "image/gif"), TextContent.from("No back."));
        }

        @Tool
        byte[] bytes() {
            return Base64.getDecoder().decode(DOT);
        }

        @Tool
        byte[] noise() {
            return new byte[] {1, 2, 3};
        }

        @Tool
        Content sound() {
            return AudioContent.from("AQID", "audio/wav");
        }

        @Tool
        Content elsewhere() {
            return ImageContent.from(URI.create("https://example.org/a.png"));
        }

        @Tool
        List<Content> nothing() {
            return List.of();
        }
    }

    private static dev.longhaul.tool.ToolResult result(String tool) throws Exception {
        return Calls.call(Calls.named(tool, new Camera()), "{}");
    }

    @Test
    void an_image_is_shown_and_told() throws Exception {
        assertThat(result("ours").images()).containsExactly(IMAGE);
        assertThat(result("ours").text()).isEqualTo(WORDS);
    }

    @Test
    void the_bytes_say_what_it_is_better_than_who_sends_them() throws Exception {
        assertThat(result("theirs").images()).containsExactly(IMAGE);
        assertThat(result("bytes").images()).containsExactly(IMAGE);
    }

    @Test
    void texts_and_images_can_be_mixed() throws Exception {
        assertThat(result("several").text()).isEqualTo("Front:\n" + WORDS + "\nNo back.");
        assertThat(result("several").images()).containsExactly(IMAGE);
        assertThat(result("nothing").text()).isEqualTo("[]");
    }

    @Test
    void other_bytes_are_described() throws Exception {
        var three = "3 bytes, SHA-256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81)";
        assertThat(result("noise").text()).isEqualTo("(bytes, which cannot be shown: " + three);
        assertThat(result("sound").text()).isEqualTo("(audio, which cannot be shown: audio/wav, " + three);
        assertThat(result("elsewhere").text()).isEqualTo("(an image at https://example.org/a.png)");
        assertThat(result("noise").images()).isEmpty();
    }
}
