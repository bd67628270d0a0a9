package dev.longhaul.runner.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of prices may say; {@link BadPriceFilesTest} has what it may not. */
class PriceFilesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @TempDir
    private Path folder;

    private PriceList read(String json) throws IOException {
        var file = folder.resolve("prices.json");
        Files.writeString(file, json, StandardCharsets.UTF_8);
        return PriceFiles.read(file);
    }

    private static String file(String... entries) {
        return "{\"as_of\": \"2026-11-20\", \"prices\": [" + String.join(",", entries) + "]}";
    }

    private static String entry(String models, String dollars, String more) {
        return """
                {"models": [%s], "input": %2$s, "output": %2$s, "cache_write_5m": %2$s, "cache_write_1h": %2$s,
                 "cache_read": %2$s%3$s}""".formatted(models, dollars, more);
    }

    private static Price flat(String dollars) {
        var money = Money.parse(dollars);
        return Price.perMillion(money, money, money, money, money);
    }

    @Test
    void every_class_is_read_from_its_own_field() throws IOException {
        var list = read(file("""
                {"models": ["m"], "input": "1", "output": "2", "cache_write_5m": "3", "cache_write_1h": "4",
                 "cache_read": "5"}"""));
        assertThat(list.price("m", DAY, 1))
                .contains(Price.perMillion(
                        Money.dollars(1), Money.dollars(2), Money.dollars(3), Money.dollars(4), Money.dollars(5)));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "\"0.1\", 0.1", "3, 3", "0.000001, 0.000001", "1e-1, 0.1", "1E2, 100", "0, 0", "2.50, 2.5"})
    void a_price_is_a_text_or_a_number_and_exact(String written, String dollars) throws IOException {
        assertThat(read(file(entry("\"m\"", written, ""))).price("m", DAY, 1)).contains(flat(dollars));
    }

    @Test
    void an_entry_may_hold_for_many_models_and_patterns() throws IOException {
        var list = read(file(entry("\"a\", \"b-*\"", "7", "")));
        assertThat(list.price("a", DAY, 1)).contains(flat("7"));
        assertThat(list.price("b-2", DAY, 1)).contains(flat("7"));
        assertThat(list.knows("c")).isFalse();
    }

    @Test
    void days_and_bands_are_read() throws IOException {
        var list = read(file(
                entry("\"m\"", "1", ", \"from\": null, \"above\": null"),
                entry("\"m\"", "2", ", \"above\": 1000"),
                entry("\"m\"", "3", ", \"from\": \"2026-10-07\"")));
        assertThat(list.price("m", LocalDate.parse("2026-10-06"), 1_000)).contains(flat("1"));
        assertThat(list.price("m", LocalDate.parse("2026-10-06"), 1_001)).contains(flat("2"));
        assertThat(list.price("m", LocalDate.parse("2026-10-07"), 1_001)).contains(flat("3"));
    }

    @Test
    void notes_and_sources_are_kept_for_people() throws IOException {
        var list = read("""
                {"as_of": "2026-11-20", "note": "ours", "prices": [%s]}""".formatted(entry("\"m\"", "1", ", \"sources\": \"the contract\"")));
        var sheet = list.sheets().getFirst();
        assertThat(sheet.asOf()).isEqualTo(DAY);
        assertThat(sheet.note()).isEqualTo("ours");
        assertThat(sheet.entries().getFirst().sources()).isEqualTo("the contract");
    }

    @Test
    void a_users_prices_are_asked_before_the_shipped_ones() throws IOException {
        var shipped = PriceFiles.shipped();
        var both = read(file(entry("\"claude-haiku-5-5\"", "9", ""), entry("\"ours\"", "0", "")))
                .over(shipped);
        assertThat(both.price("claude-haiku-5-5", DAY, 900_000)).contains(flat("9"));
        assertThat(both.price("ours", DAY, 1)).contains(flat("0"));
        assertThat(both.price("claude-opus-5-5", DAY, 1)).isEqualTo(shipped.price("claude-opus-5-5", DAY, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-*", "*"})
    void a_users_pattern_goes_before_a_shipped_name(String pattern) throws IOException {
        var both = read(file(entry("\"" + pattern + "\"", "9", ""))).over(PriceFiles.shipped());
        assertThat(both.price("claude-sonnet-4-6", DAY, 1)).contains(flat("9"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatExceptionOfType(PriceFileException.class)
                .isThrownBy(() -> PriceFiles.read(folder.resolve("none.json")))
                .withMessage("the price file " + folder.resolve("none.json")
                        + " does not exist; fix: check the path, or create the file");
        assertThatExceptionOfType(PriceFileException.class)
                .isThrownBy(() -> PriceFiles.read(folder))
                .withMessage("the price file " + folder + " is a directory; fix: name the JSON file in it");
    }
}
