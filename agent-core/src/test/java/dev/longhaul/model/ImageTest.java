package dev.longhaul.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images a model can be shown. */
class ImageTest {

    private static byte[] drawn(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"png,image/png", "jpeg,image/jpeg", "gif,image/gif"})
    void an_image_is_known_by_its_bytes(String format, String mediaType) throws IOException {
        var content = drawn(format, 640, 480);
        var image = Image.of(content).orElseThrow();
        assertThat(image.mediaType()).isEqualTo(mediaType);
        assertThat(image.bytes()).isEqualTo(content.length);
        assertThat(image.words()).startsWith(mediaType + ", 640 x 480 pixels, ");
        assertThat(image.problem()).isEmpty();
        assertThat(Image.isBeginning(Arrays.copyOf(content, 12))).isTrue();
    }

    /** WebP is written in three ways; here as far as the sides of 640 x 480 pixels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001",
                "52494646 00000000 57454250 5650384c 00000000 2f 7fc27700 00000000",
                "52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100"
            })
    void webp_is_known_too(String hex) {
        assertThat(Image.of(HexFormat.of().parseHex(hex.replace(" ", ""))))
                .hasValueSatisfying(image -> assertThat(image.words()).startsWith("image/webp, 640 x 480 pixels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF8", "RIFFxxxxWEBP", "hello", "\u00ff\u00d8\u00ff\u00e0"})
    void what_ends_too_soon_is_none(String letters) {
        assertThat(Image.of(letters.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void one_with_too_long_a_side_is_refused_with_its_size() throws IOException {
        assertThat(Image.of(drawn("png", 2_001, 3)).orElseThrow().problem())
                .hasValue("it is 2,001 x 3 pixels, and 2,000 are the most for a side: scale it down first");
        assertThat(Image.of(drawn("png", 2_000, 2_000)).orElseThrow().problem()).isEmpty();
    }

    @Test
    void one_with_too_many_bytes_is_refused_with_their_number() throws IOException {
        var padded = Arrays.copyOf(drawn("png", 3, 3), Image.MOST_BYTES + 1);
        assertThat(Image.of(padded).orElseThrow().problem())
                .hasValueSatisfying(why -> assertThat(why).startsWith("it has 3,932,161 bytes, and 3,932,160"));
        var largest = Image.of(Arrays.copyOf(padded, Image.MOST_BYTES)).orElseThrow();
        assertThat(largest.problem()).isEmpty();
        assertThat(largest.base64()).hasSize(5 * 1024 * 1024);
    }

    @Test
    void one_that_is_not_what_it_is_said_to_be_is_refused() throws IOException {
        var base64 = Base64.getEncoder().encodeToString(drawn("png", 3, 3));
        assertThat(new Image("image/jpeg", base64).problem()).hasValue("it is said to be image/jpeg and is image/png");
        assertThat(new Image("image/png", "!").problem())
                .hasValueSatisfying(why -> assertThat(why).contains("no PNG, JPEG, GIF or WebP image"));
    }

    @Test
    void its_bytes_stay_out_of_logs() throws IOException {
        var image = Image.of(drawn("png", 3, 3)).orElseThrow();
        assertThat(image.toString()).doesNotContain(image.base64()).contains("3 x 3 pixels");
    }
}
