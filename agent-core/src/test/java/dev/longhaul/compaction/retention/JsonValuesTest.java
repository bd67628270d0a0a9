package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON is read as its values; what is broken is read as far as it goes. */
class JsonValuesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "nil", textBlock = """
            {"id":"A-1","n":5,"ok":true}        | id: A-1/n: 5/ok: true
            {"ticket_id":"A-1"}                 | A-1
            {"a":{"b":["x","y"]}}               | a: /b: /x/y
            {"a":"say \\"hi\\" \\u0041\\/b"}    | a: say "hi" A/b
            {"a":"x                             | a: x
            {"a":"x\\                           | a: x\\
            {"a":"\\u00                         | a: \u0000
            {}                                  | ~~
            """)
    void readsValues(String json, String lines) {
        assertThat(JsonValues.of(json).strip().replace('\n', '/')).isEqualTo(lines.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [INFO] build done
            { not json }
            plain
            [x]
            {
            """)
    void leavesOtherTextAsItIs(String text) {
        assertThat(JsonValues.orText(text)).isSameAs(text);
    }
}
