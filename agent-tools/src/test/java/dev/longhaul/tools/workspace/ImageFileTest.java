package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code read_file} of images. */
class ImageFileTest {

    private static final String DOT = "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=";

    @TempDir
    private Path temporary;

    private Path root;
    private Agent agent;

    @BeforeEach
    void makeWorkspace() throws IOException {
        root = Files.createDirectory(temporary.resolve("project"));
        agent = new Agent(Workspace.at(root));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(root.resolve(name), content);
    }

    private static byte[] dot() {
        return Base64.getDecoder().decode(DOT);
    }

    @Test
    void an_image_is_shown_whatever_its_name() throws Exception {
        write("logo.txt", dot());
        var result = agent.read("logo.txt");
        assertThat(result.isError()).isFalse();
        assertThat(result.text()).isEqualTo("logo.txt\n(image: image/gif, 1 x 1 pixels, 26 bytes)");
        assertThat(result.images()).containsExactly(new Image("image/gif", DOT));
    }

    @Test
    void one_that_is_too_large_is_refused_with_the_reason() throws Exception {
        write("huge.gif", Arrays.copyOf(dot(), Image.MOST_BYTES + 1));
        var result = agent.read("huge.gif");
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).startsWith("huge.gif is an image that cannot be shown: it has more than 3.9 MB");
    }

    @Test
    void text_that_begins_like_an_image_is_text() throws Exception {
        write("notes.txt", "GIF8".getBytes(StandardCharsets.UTF_8));
        assertThat(agent.read("notes.txt").text()).isEqualTo("1\tGIF8\n");
    }

    @Test
    void other_binary_files_are_refused_as_before() throws Exception {
        write("a.bin", new byte[] {0, 1, 2, (byte) 0xFE, 0});
        assertThat(agent.read("a.bin").text()).startsWith("a.bin is not a text file");
    }
}
