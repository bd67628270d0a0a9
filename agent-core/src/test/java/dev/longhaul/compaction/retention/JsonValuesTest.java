package dev.longhaul.compaction.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON is read as its values; what is broken is read as far as it goes. */
class JsonValuesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "nil", textBlock = """
            {"id":"A-1","n":5,"ok":true}        | A-1/5/true
            {"error":"no","Port":80,"errs":"x"} | error: no/Port: 80/x
            {"a":{"b":["x","y"]}}               | x/y
            {"a":"say \\"hi\\" \\u0041\\/b"}    | say "hi" A/b
            {"a":"x                             | x
            {"a":"x\\                           | x\\
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
