package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelPatternTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5,           claude-opus-5,              true",
        "claude-opus-5,           claude-opus-5-5,            false",
        "claude-opus-5-5,         claude-opus-5,              false",
        "claude-opus-4-*,         claude-opus-4-8,            true",
        "claude-opus-4-*,         claude-opus-4,              false",
        "claude-sonnet-4-5-20??????, claude-sonnet-4-5-20250929, true",
        "claude-sonnet-4-5-20??????, claude-sonnet-4-5-2025092,  false",
        "claude-opus-5-20??????,  claude-opus-5-5,            false",
        "*,                       anything,                   true",
        "*sonnet*,                us.anthropic.claude-sonnet-5-v1, true",
        "gpt.4,                   gpt-4,                      false",
        "Claude-*,                claude-opus-5,              false"
    })
    void a_name_or_a_glob(String pattern, String model, boolean matches) {
        assertThat(ModelPattern.of(pattern).matches(model)).isEqualTo(matches);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_glob_matches_what_the_regular_expression_does(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var pattern = text(random, "ab*?");
            var model = text(random, "ab");
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), model);
            assertThat(ModelPattern.of(pattern).matches(model))
                    .as(pattern + " on " + model)
                    .isEqualTo(expected);
        }
    }

    @Test
    void many_stars_do_not_take_for_ever() {
        assertThat(ModelPattern.of("*a".repeat(500) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }

    private static String text(Random random, String letters) {
        var text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
