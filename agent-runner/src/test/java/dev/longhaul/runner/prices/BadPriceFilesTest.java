package dev.longhaul.runner.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that would be misread is refused: one line with the file, the place in it, and the fix. */
class BadPriceFilesTest {

    private static final String GOOD = """
            {"as_of": "2026-11-20",
             "prices": [
              {"models": ["a"], "input": "1", "output": "1", "cache_write_5m": "1", "cache_write_1h": "1", "cache_read": "1"},
              {"models": ["m"], "from": "2026-01-01", "input": "3", "output": "15",
               "cache_write_5m": "3.75", "cache_write_1h": "6", "cache_read": "0.30"}]}
            """;

    @TempDir
    private Path folder;

    private String complaint(String json) throws IOException {
        return complaint(json.getBytes(StandardCharsets.UTF_8));
    }

    private String complaint(byte[] bytes) throws IOException {
        var file = folder.resolve("bad.json");
        Files.write(file, bytes);
        var thrown = new String[1];
        assertThatExceptionOfType(PriceFileException.class)
                .isThrownBy(() -> PriceFiles.read(file))
                .satisfies(e -> thrown[0] = String.valueOf(e.getMessage()));
        assertThat(thrown[0]).startsWith("the price file " + file + " ").hasLineCount(1);
        return thrown[0].substring(("the price file " + file + " ").length());
    }

    /** The good file with one thing changed. */
    private String complaint(String was, String is) throws IOException {
        assertThat(GOOD).contains(was);
        return complaint(GOOD.replace(was, is));
    }

    @Test
    void the_good_file_is_good() throws IOException {
        Files.writeString(folder.resolve("good.json"), GOOD);
        assertThat(PriceFiles.read(folder.resolve("good.json")).knows("m")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"15\"    | \"abc\"      | \"abc\" is no amount of dollars: write digits and at most one point, such as 20 or 12.5",
                "\"15\"    | \"\"         | \"\" is no amount of dollars: write digits and at most one point, such as 20 or 12.5",
                "\"15\"    | \"-15\"      | \"-15\" cannot be negative: write 0 or more dollars",
                "\"15\"    | -15          | \"-15\" cannot be negative: write 0 or more dollars",
                "\"15\"    | 0.0000001    | \"0.0000001\" has more than six decimals: a millionth of a dollar is the smallest part to write",
                "\"15\"    | 1e12         | \"1000000000000\" is too much: write at most 9223372 dollars"
            })
    void a_price_that_is_no_amount(String was, String is, String why) throws IOException {
        assertThat(complaint(was, is))
                .isEqualTo("has a wrong \"output\" in entry 2 (m); fix: give dollars for a million tokens: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"15\"    | true         | has true as",
                "\"15\"    | [15]         | has [15] as",
                "\"15\"    | null         | has no",
                "\"15\"    | 1e999999999  | has 1E+999999999 as",
                "\"15\"    | 1e-999999999 | has 1E-999999999 as"
            })
    void a_price_that_is_no_text_and_no_number(String was, String is, String what) throws IOException {
        assertThat(complaint(was, is))
                .isEqualTo(what + " \"output\" in entry 2 (m); fix: write dollars for a million tokens, such as"
                        + " \"2.50\"");
    }

    @Test
    void a_price_that_is_missing() throws IOException {
        assertThat(complaint(", \"cache_read\": \"0.30\"", ""))
                .isEqualTo("has no \"cache_read\" in entry 2 (m); fix: write dollars for a million tokens, such as"
                        + " \"2.50\"");
    }

    @Test
    void a_field_that_nobody_would_read() throws IOException {
        assertThat(complaint("\"from\": \"2026-01-01\"", "\"abov\": 5"))
                .isEqualTo("has an unknown field \"abov\" in entry 2; fix: use models, from, above, input, output,"
                        + " cache_write_5m, cache_write_1h, cache_read, sources");
        assertThat(complaint("\"as_of\"", "\"asof\""))
                .isEqualTo("has an unknown field \"asof\"; fix: use as_of, note, prices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"2026-01-01\" | \"2026-02-30\" | has \"2026-02-30\" as \"from\" in entry 2 (m)",
                "\"2026-01-01\" | \"soon\"       | has \"soon\" as \"from\" in entry 2 (m)",
                "\"2026-01-01\" | 2026           | has 2026 as \"from\" in entry 2 (m)",
                "\"2026-11-20\" | \"today\"      | has \"today\" as \"as_of\"",
                "\"2026-11-20\" | null           | has no \"as_of\""
            })
    void a_day_that_is_none(String was, String is, String what) throws IOException {
        assertThat(complaint(was, is)).isEqualTo(what + "; fix: write a day such as \"2026-10-07\"");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "\"100000\"", "99999999999999999999"})
    void a_band_that_is_no_size(String above) throws IOException {
        assertThat(complaint("\"from\": \"2026-01-01\"", "\"above\": " + above))
                .isEqualTo("has " + above + " as \"above\" in entry 2 (m); fix: write a whole number of tokens above 0,"
                        + " or leave it out");
    }

    @Test
    void models_that_have_no_name() throws IOException {
        assertThat(complaint("[\"m\"]", "[]"))
                .isEqualTo("has [] as \"models\" in entry 2; fix: write an array with at least one element");
        assertThat(complaint("[\"m\"]", "\"m\"")).startsWith("has \"m\" as \"models\" in entry 2; fix: ");
        assertThat(complaint("\"models\": [\"m\"], ", "")).startsWith("has no \"models\" in entry 2; fix: ");
        assertThat(complaint("[\"m\"]", "[\"m\", \" \"]"))
                .isEqualTo("has \" \" among the models in entry 2; fix: write each model's name in quotes");
        assertThat(complaint("[\"m\"]", "[7]")).startsWith("has 7 among the models in entry 2; fix: ");
    }

    @Test
    void entries_that_contradict_each_other() throws IOException {
        assertThat(complaint("[\"m\"]", "[\"m\", \"m\"]"))
                .isEqualTo("cannot be used: there are two prices of m from 2026-01-01: keep one");
        assertThat(complaint("\"from\": \"2026-01-01\"", "\"above\": 5"))
                .isEqualTo("cannot be used: there is a price of m above 5 tokens, and none for smaller prompts: add one"
                        + " without a band");
    }

    @Test
    void text_that_is_no_list_of_prices() throws IOException {
        assertThat(complaint("")).isEqualTo("has nothing; fix: write an object with as_of, note, prices");
        assertThat(complaint("[]")).isEqualTo("has []; fix: write an object with as_of, note, prices");
        assertThat(complaint("{\"as_of\": \"2026-11-20\", \"prices\": {}}"))
                .isEqualTo("has {} as \"prices\"; fix: write an array with at least one element");
        assertThat(complaint("{\"as_of\": \"2026-11-20\", \"prices\": [\"m\"]}"))
                .startsWith("has \"m\" in entry 1; fix: write an object with models, from, ");
        assertThat(complaint("\"as_of\"", "\"note\": 7, \"as_of\""))
                .isEqualTo("has 7 as \"note\"; fix: write a text in quotes");
    }

    @Test
    void text_that_is_no_json() throws IOException {
        assertThat(complaint("{\"as_of\": \"2026-11-20\",\n nonsense}"))
                .startsWith("is not valid JSON at line 2, column 2: ")
                .endsWith("; fix: mend it there");
        assertThat(complaint(GOOD + "{}")).startsWith("is not valid JSON at line ");
        assertThat(complaint("\"output\": \"15\"", "\"output\": \"15\", \"output\": \"16\""))
                .startsWith("is not valid JSON at line 4, column ")
                .contains("Duplicate field 'output'");
        assertThat(complaint(new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'})).startsWith("is not valid JSON");
    }

    @Test
    void what_a_file_says_is_shown_short_and_on_one_line() throws IOException {
        assertThat(complaint("\"15\"", "\"a\\nb" + "x".repeat(1_000) + "\""))
                .startsWith("has a wrong \"output\" in entry 2 (m); fix: give dollars for a million tokens: \"a bxxx")
                .hasSizeLessThan(300);
        assertThat(complaint(GOOD.replace("[\"m\"]", "[\"m\\nn\"]").replace("\"15\"", "true")))
                .startsWith("has true as \"output\" in entry 2 (m n); fix: ");
    }
}
