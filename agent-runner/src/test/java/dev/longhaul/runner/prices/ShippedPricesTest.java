package dev.longhaul.runner.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceEntry;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.PriceSheet;
import dev.longhaul.runner.claude.ClaudeConfig;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prices that come with the library are those of wire spec §6.9, row by row. */
class ShippedPricesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final PriceList prices = PriceFiles.shipped();

    private static Price perMillion(String input, String output, String write5m, String write1h, String read) {
        return Price.perMillion(
                Money.parse(input), Money.parse(output), Money.parse(write5m), Money.parse(write1h), Money.parse(read));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-fable-5-2,       8, 40, 10,   16, 0.20",
        "claude-fable-5-1,      10, 50, 12.5, 20, 0.25",
        "claude-mythos-5-1,     10, 50, 12.5, 20, 0.25",
        "claude-fable-5,        10, 50, 12.5, 20, 1.00",
        "claude-mythos-5,       10, 50, 12.5, 20, 1.00",
        "claude-opus-5-5,        4, 20, 5,     8, 0.20",
        "claude-opus-5,          5, 25, 6.25, 10, 0.50",
        "claude-opus-4-8,        5, 25, 6.25, 10, 0.50",
        "claude-opus-4-7,        5, 25, 6.25, 10, 0.50",
        "claude-opus-4-6,        5, 25, 6.25, 10, 0.50",
        "claude-opus-4-5,        5, 25, 6.25, 10, 0.50",
        "claude-sonnet-5-5,      2, 10, 2.5,   4, 0.10",
        "claude-sonnet-5,        2, 10, 2.5,   4, 0.20",
        "claude-sonnet-4-6,      3, 15, 3.75,  6, 0.30",
        "claude-sonnet-4-5,      3, 15, 3.75,  6, 0.30",
        "claude-haiku-5-5,     0.1, 0.5, 0.125, 0.2, 0.01",
        "claude-haiku-4-5,       1,  5, 1.25,  2, 0.10"
    })
    void each_model_has_the_price_of_its_row(
            String model, String input, String output, String write5m, String write1h, String read) {
        var row = perMillion(input, output, write5m, write1h, read);
        assertThat(prices.price(model, DAY, 50_000)).contains(row);
        assertThat(prices.price(model + "-20260929", DAY, 50_000))
                .as("a dated snapshot")
                .contains(row);
    }

    @Test
    void cache_reads_of_sonnet_5_5_were_cut_on_the_seventh_of_october() {
        var before = perMillion("2", "10", "2.5", "4", "0.20");
        var since = perMillion("2", "10", "2.5", "4", "0.10");
        assertThat(prices.price("claude-sonnet-5-5", LocalDate.parse("2026-10-06"), 1))
                .contains(before);
        assertThat(prices.price("claude-sonnet-5-5", LocalDate.parse("2026-10-07"), 1))
                .contains(since);
    }

    @Test
    void haiku_5_5_costs_five_times_as_much_above_a_hundred_thousand_tokens() {
        var small = perMillion("0.1", "0.5", "0.125", "0.2", "0.01");
        var large = perMillion("0.5", "2.5", "0.625", "1", "0.05");
        assertThat(prices.price("claude-haiku-5-5", DAY, 100_000)).contains(small);
        assertThat(prices.price("claude-haiku-5-5", DAY, 100_001)).contains(large);
        assertThat(prices.worstPrice("claude-haiku-5-5", DAY, 100_000)).contains(small);
        assertThat(prices.worstPrice("claude-haiku-5-5", DAY, 120_000)).contains(large);
    }

    @Test
    void sonnet_4_5_has_a_long_context_price_and_sonnet_4_6_has_none() {
        assertThat(prices.price("claude-sonnet-4-5", DAY, 200_001))
                .contains(perMillion("6", "22.5", "7.5", "12", "0.60"));
        assertThat(prices.price("claude-sonnet-4-6", DAY, 900_000))
                .isEqualTo(prices.price("claude-sonnet-4-6", DAY, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simulated", "gpt-4o", "claude-opus-5-6", "claude-haiku-5", "claude-sonnet-5-5-1", "claude", ""})
    void no_price_is_guessed(String model) {
        assertThat(prices.knows(model)).isFalse();
        assertThat(prices.price(model, DAY, 1)).isEmpty();
    }

    @Test
    void the_model_used_by_default_has_a_price() {
        assertThat(prices.knows(ClaudeConfig.DEFAULT_MODEL)).isTrue();
    }

    @Test
    void the_file_says_how_old_and_how_sure_it_is() {
        var sheet = prices.sheets().getFirst();
        assertThat(sheet.asOf()).isEqualTo(DAY);
        assertThat(sheet.note()).contains("stored copies", "vendor's price list");
        assertThat(sheet.entries()).extracting(PriceEntry::sources).allSatisfy(s -> assertThat(s)
                .isNotBlank());
    }

    @Test
    void nothing_is_dearer_to_read_from_a_cache_than_to_send() {
        assertThat(prices.sheets())
                .flatExtracting(PriceSheet::entries)
                .extracting(PriceEntry::price)
                .allSatisfy(price -> assertThat(price.cacheRead())
                        .isLessThan(price.input())
                        .isLessThan(price.cacheWrite5m())
                        .isLessThan(price.worstPromptToken()));
    }
}
