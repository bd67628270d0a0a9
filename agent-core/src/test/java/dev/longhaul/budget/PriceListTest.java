package dev.longhaul.budget;

import static dev.longhaul.budget.Prices.entry;
import static dev.longhaul.budget.Prices.flat;
import static dev.longhaul.budget.Prices.list;
import static dev.longhaul.budget.Prices.sheet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which price holds: by model, day and size of the prompt. The seed in a failing test's name brings it back. */
class PriceListTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void a_model_nobody_priced_has_no_price() {
        var list = list(entry("claude-opus-5", "", 0, "5"));
        assertThat(list.price("claude-opus-5-5", DAY, 100)).isEmpty();
        assertThat(list.worstPrice("claude-opus-5-5", DAY, 100)).isEmpty();
        assertThat(list.knows("claude-opus-5-5")).isFalse();
        assertThat(list.knows("claude-opus-5")).isTrue();
        assertThat(PriceList.EMPTY.knows("claude-opus-5")).isFalse();
    }

    @Test
    void a_price_holds_from_its_day_on_until_the_next_one() {
        var list = list(entry("m", "", 0, "2"), entry("m", "2026-10-07", 0, "1"), entry("m", "2026-12-01", 0, "3"));
        assertThat(list.price("m", day("2026-10-06"), 1)).contains(flat("2"));
        assertThat(list.price("m", day("2026-10-07"), 1)).contains(flat("1"));
        assertThat(list.price("m", day("2026-11-30"), 1)).contains(flat("1"));
        assertThat(list.price("m", day("2026-12-01"), 1)).contains(flat("3"));
    }

    @Test
    void before_its_first_day_a_model_is_known_but_has_no_price() {
        var list = list(entry("m", "2026-12-01", 0, "3"));
        assertThat(list.price("m", DAY, 1)).isEmpty();
        assertThat(list.knows("m")).isTrue();
    }

    @Test
    void a_band_takes_prompts_above_its_edge_and_not_at_it() {
        var list = list(entry("m", "", 0, "1"), entry("m", "", 100_000, "5"), entry("m", "", 500_000, "7"));
        assertThat(list.price("m", DAY, 0)).contains(flat("1"));
        assertThat(list.price("m", DAY, 100_000)).contains(flat("1"));
        assertThat(list.price("m", DAY, 100_001)).contains(flat("5"));
        assertThat(list.price("m", DAY, 500_000)).contains(flat("5"));
        assertThat(list.price("m", DAY, 500_001)).contains(flat("7"));
    }

    @Test
    void a_new_day_replaces_the_bands_of_the_old_one_too() {
        var list = list(entry("m", "", 0, "1"), entry("m", "", 100_000, "5"), entry("m", "2026-10-07", 0, "2"));
        assertThat(list.price("m", day("2026-10-06"), 200_000)).contains(flat("5"));
        assertThat(list.price("m", day("2026-10-07"), 200_000)).contains(flat("2"));
    }

    @Test
    void the_worst_price_is_the_dearest_band_a_prompt_may_reach() {
        var list = list(entry("m", "", 0, "2"), entry("m", "", 100_000, "5"), entry("m", "", 500_000, "1"));
        assertThat(list.worstPrice("m", DAY, 100_000)).contains(flat("2"));
        assertThat(list.worstPrice("m", DAY, 100_001)).contains(flat("5"));
        assertThat(list.worstPrice("m", DAY, 900_000)).contains(flat("5"));
    }

    @Test
    void the_worst_price_takes_each_class_where_it_is_dearest() {
        var small = new PriceEntry("m", PriceEntry.ALWAYS, 0, Prices.of("1", "9", "1", "1", "1"), "");
        var large = new PriceEntry("m", PriceEntry.ALWAYS, 10, Prices.of("2", "3", "2", "2", "0"), "");
        assertThat(list(small, large).worstPrice("m", DAY, 11)).contains(Prices.of("2", "9", "2", "2", "1"));
    }

    @Test
    void the_first_pattern_that_fits_and_holds_is_right() {
        var list = list(
                entry("claude-opus-4-8", "2026-12-01", 0, "1"),
                entry("claude-opus-4-*", "", 0, "2"),
                entry("claude-opus-4-7", "", 0, "3"));
        assertThat(list.price("claude-opus-4-8", DAY, 1)).contains(flat("2"));
        assertThat(list.price("claude-opus-4-8", day("2026-12-01"), 1)).contains(flat("1"));
        assertThat(list.price("claude-opus-4-7", DAY, 1)).contains(flat("2"));
    }

    @Test
    void a_list_laid_over_another_is_asked_first() {
        var shipped = list(entry("m", "", 0, "2"), entry("m", "", 100_000, "5"), entry("m", "2027-01-01", 0, "9"));
        var ours = list(entry("m", "", 0, "1"), entry("own", "", 0, "7"));
        var both = ours.over(shipped);
        assertThat(both.price("m", DAY, 200_000)).contains(flat("1"));
        assertThat(both.price("m", day("2027-01-01"), 1)).contains(flat("1"));
        assertThat(both.price("own", DAY, 1)).contains(flat("7"));
        assertThat(shipped.over(ours).price("m", DAY, 1)).contains(flat("2"));
        assertThat(both.sheets())
                .containsExactly(ours.sheets().getFirst(), shipped.sheets().getFirst());
    }

    @Test
    void where_ours_does_not_hold_yet_the_other_one_does() {
        var both = list(entry("m", "2026-12-01", 0, "1")).over(list(entry("m", "", 0, "2")));
        assertThat(both.price("m", day("2026-11-30"), 1)).contains(flat("2"));
        assertThat(both.price("m", day("2026-12-01"), 1)).contains(flat("1"));
    }

    @Test
    void two_prices_for_the_same_thing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet(entry("m", "", 0, "1"), entry("m", "", 0, "2")))
                .withMessage("there are two prices of m: keep one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet(
                        entry("m", "2026-01-01", 0, "1"),
                        entry("m", "2026-01-01", 5, "1"),
                        entry("m", "2026-01-01", 5, "1")))
                .withMessage("there are two prices of m from 2026-01-01 above 5 tokens: keep one");
    }

    @Test
    void a_band_without_a_price_below_it_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet(entry("m", "", 0, "1"), entry("m", "2026-01-01", 5, "2")))
                .withMessage("there is a price of m from 2026-01-01 above 5 tokens, and none for smaller prompts:"
                        + " add one without a band");
    }

    @Test
    void a_row_names_its_model_and_a_possible_size() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceEntry.of(" ", flat("1")))
                .withMessageContaining("name of its model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("m", "", -1, "1"))
                .withMessageContaining("m cannot hold above -1 tokens");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_reserved_is_enough_for_every_reply_within_it(long seed) {
        var random = new Random(seed);
        var list = list(band(random, 0), band(random, 100), band(random, 250));
        for (int i = 0; i < 200; i++) {
            long prompt = random.nextInt(400);
            long output = random.nextInt(100);
            var reserved = list.worstPrice("m", DAY, prompt).orElseThrow().worst(prompt, output);
            var used = within(random, prompt, output);
            assertThat(list.cost("m", DAY, ReplyUsage.of(used)).known()).isLessThanOrEqualTo(reserved);
        }
    }

    private static PriceEntry band(Random random, long above) {
        var classes = random.ints(5, 0, 1_000)
                .mapToObj(cents -> BigDecimal.valueOf(cents, 2))
                .toArray(BigDecimal[]::new);
        return new PriceEntry("m", PriceEntry.ALWAYS, above, Prices.of(classes), "");
    }

    /** Some of the prompt in each class, and some of the output. */
    private static Usage within(Random random, long prompt, long output) {
        long read = random.nextLong(prompt + 1);
        long written = random.nextLong(prompt - read + 1);
        long hour = random.nextLong(prompt - read - written + 1);
        long input = random.nextLong(prompt - read - written - hour + 1);
        return new Usage(input, random.nextLong(output + 1), written, hour, read);
    }
}
