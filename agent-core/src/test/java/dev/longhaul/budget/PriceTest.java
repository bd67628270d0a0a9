package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.Usage;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tokens cost. The seed in a failing test's name brings it back. */
class PriceTest {

    private static final Price SONNET = Prices.of("3", "15", "3.75", "6", "0.30");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @Test
    void every_class_has_its_own_price() {
        assertThat(SONNET.cost(Usage.of(1_000_000, 0))).isEqualTo(Money.parse("3"));
        assertThat(SONNET.cost(Usage.of(0, 1_000_000))).isEqualTo(Money.parse("15"));
        assertThat(SONNET.cost(new Usage(0, 0, 1_000_000, 0, 0))).isEqualTo(Money.parse("3.75"));
        assertThat(SONNET.cost(new Usage(0, 0, 0, 1_000_000, 0))).isEqualTo(Money.parse("6"));
        assertThat(SONNET.cost(new Usage(0, 0, 0, 0, 1_000_000))).isEqualTo(Money.parse("0.30"));
    }

    @Test
    void one_token_at_a_cent_for_a_million_is_not_lost() {
        var cheap = Prices.of("0.01", "0.01", "0.01", "0.01", "0.01");
        assertThat(cheap.cost(Usage.of(1, 0)).toDollars()).isEqualByComparingTo("0.00000001");
        var cheapest = Prices.of("0.000001", "0", "0", "0", "0");
        assertThat(cheapest.cost(Usage.of(1, 0))).isEqualTo(new Money(1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_cost_is_the_one_that_numbers_of_any_size_give(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var prices = random.ints(5, 0, 100_000_000)
                    .mapToObj(micros -> BigDecimal.valueOf(micros, 6))
                    .toArray(BigDecimal[]::new);
            var tokens = random.longs(5, 0, 5_000_000).toArray();
            var price = Prices.of(prices);
            var expected = BigDecimal.ZERO;
            for (int c = 0; c < 5; c++) {
                expected = expected.add(
                        prices[c].multiply(BigDecimal.valueOf(tokens[c])).movePointLeft(6));
            }
            var usage = new Usage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4]);
            assertThat(price.cost(usage).toDollars()).isEqualByComparingTo(expected);
            assertThat(price.worst(usage.prompt(), usage.output())).isGreaterThanOrEqualTo(price.cost(usage));
        }
    }

    @Test
    void the_worst_prompt_token_is_written_to_the_dearest_cache() {
        assertThat(SONNET.worstPromptToken()).isEqualTo(Money.parse("6").millionth());
        assertThat(Prices.of("1", "9", "2", "0", "0").worstPromptToken())
                .isEqualTo(Money.parse("2").millionth());
        assertThat(Prices.of("1", "9", "0", "0", "3").worstPromptToken())
                .isEqualTo(Money.parse("3").millionth());
        assertThat(Prices.of("4", "9", "0", "0", "3").worstPromptToken())
                .isEqualTo(Money.parse("4").millionth());
    }

    @Test
    void a_reservation_takes_every_prompt_token_at_its_worst() {
        assertThat(SONNET.worst(100_000, 4_000)).isEqualTo(Money.parse("0.66"));
    }

    @Test
    void a_cost_beyond_all_bounds_throws() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> SONNET.cost(Usage.of(Long.MAX_VALUE / 2, 0)));
    }

    @Test
    void a_price_is_never_negative() {
        var zero = Money.ZERO;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Price(zero, zero, zero, zero, new Money(-1)))
                .withMessageContaining("-$0.000000000001");
    }
}
