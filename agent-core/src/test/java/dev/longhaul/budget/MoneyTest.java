package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is exact, or it throws. The seed in a failing test's name brings it back. */
class MoneyTest {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    /** Of any size: each number of bits is as likely as another. */
    private static long any(Random random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    /** Checks a sum of ours against one of any size. */
    private static void compare(BigInteger expected, Supplier<Money> ours) {
        if (expected.compareTo(LEAST) < 0 || expected.compareTo(MOST) > 0) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(ours::get);
        } else {
            assertThat(BigInteger.valueOf(ours.get().pico())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void arithmetic_agrees_with_numbers_of_any_size_or_throws(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            long a = any(random);
            long b = any(random);
            var bigA = BigInteger.valueOf(a);
            var bigB = BigInteger.valueOf(b);
            compare(bigA.add(bigB), () -> new Money(a).plus(new Money(b)));
            compare(bigA.subtract(bigB), () -> new Money(a).minus(new Money(b)));
            compare(bigA.multiply(bigB), () -> new Money(a).times(b));
            assertThat(new Money(a).compareTo(new Money(b))).isEqualTo(bigA.compareTo(bigB));
            assertThat(new Money(a).max(new Money(b)).pico()).isEqualTo(Math.max(a, b));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dollars_there_and_back_lose_nothing(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var money = new Money(any(random));
            assertThat(Money.dollars(money.toDollars())).isEqualTo(money);
            assertThat(money.toDollars()).isEqualByComparingTo(BigDecimal.valueOf(money.pico(), 12));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_million_tokens_cost_exactly_the_price_of_a_million(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var perMillion = BigDecimal.valueOf(random.nextLong(9_000_000), random.nextInt(7));
            var price = Money.parse(perMillion.toPlainString());
            assertThat(price.millionth().times(1_000_000)).isEqualTo(price);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20000000000000",
        "12.5, 12500000000000",
        "0, 0",
        "007, 7000000000000",
        "0.000001, 1000000",
        "0.10, 100000000000",
        "9223372.036854, 9223372036854000000"
    })
    void an_amount_is_read_as_it_is_written(String text, long pico) {
        assertThat(Money.parse(text)).isEqualTo(new Money(pico));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "abc", "$20", "20 USD", "1,000", "1e3", ".5", "5.", "1.2.3", "+1", "0x10", "NaN", "٣", "1_000"
            })
    void junk_is_no_amount(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse(text))
                .withMessage("\"" + text + "\" is no amount of dollars: write digits and at most one point, such as"
                        + " 20 or 12.5");
    }

    @Test
    void each_other_mistake_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse("-1"))
                .withMessage("\"-1\" cannot be negative: write 0 or more dollars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse("0.0000001"))
                .withMessageStartingWith("\"0.0000001\" has more than six decimals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse("9223373"))
                .withMessage("\"9223373\" is too much: write at most 9223372 dollars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse("1" + "0".repeat(1_000)))
                .withMessageContaining("is too much");
    }

    @Test
    void a_complaint_is_one_short_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse("a\nb\u001b[31m" + "x".repeat(1_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(200))
                .withMessageStartingWith("\"a b [31m");
    }

    @Test
    void dollars_may_be_whole_or_have_twelve_decimals() {
        assertThat(Money.dollars(20)).isEqualTo(new Money(20_000_000_000_000L));
        assertThat(Money.dollars(-3)).isEqualTo(new Money(-3_000_000_000_000L));
        assertThat(Money.dollars(new BigDecimal("0.000000000001"))).isEqualTo(new Money(1));
        assertThat(Money.dollars(new BigDecimal("1.0000000000000000000"))).isEqualTo(Money.dollars(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0000000000001", "9223372.036854775808", "9999999", "-9999999", "1e999999999", "1e-999999999"})
    void what_would_not_be_exact_is_refused(String dollars) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.dollars(new BigDecimal(dollars)))
                .withMessageContaining("can be reckoned with");
    }

    @Test
    void a_millionth_of_what_has_too_many_decimals_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(1).millionth())
                .withMessageContaining("$0.000000000001 has more than six decimals");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0              | $0.00",
                "20             | $20.00",
                "1234567.891    | $1,234,567.89",
                "1.005          | $1.01",
                "0.5            | $0.50",
                "0.166203       | $0.166",
                "0.9996         | $1.00",
                "0.0042         | $0.0042",
                "0.00421        | $0.00421",
                "0.000000000001 | $0.000000000001",
                "-0.0042        | -$0.0042",
                "-12.5          | -$12.50"
            })
    void people_read_cents_or_three_digits(String dollars, String words) {
        assertThat(Money.dollars(new BigDecimal(dollars)).words()).isEqualTo(words);
    }

    @Test
    void people_everywhere_read_the_same() {
        var home = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Money.parse("1234.5").words()).isEqualTo("$1,234.50");
        } finally {
            Locale.setDefault(home);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "20, 20", "12.50, 12.5", "0.1662030, 0.166203", "1000000, 1000000"})
    void json_gets_the_exact_number(String dollars, String json) {
        assertThat(Money.dollars(new BigDecimal(dollars)).toDollars()).hasToString(json);
    }

    @Test
    void a_log_shows_every_digit() {
        assertThat(Money.parse("0.166203")).hasToString("$0.166203");
        assertThat(Money.dollars(20)).hasToString("$20.00");
    }
}
