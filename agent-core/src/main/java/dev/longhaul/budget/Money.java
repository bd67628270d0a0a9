package dev.longhaul.budget;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An exact amount of US dollars: a whole number of pico-dollars, of which one is the price of one token at $0.000001 for a
 * million. Nothing is ever rounded except in {@link #words()}. Holds up to 9,223,372 dollars either way;
 * arithmetic that leaves this range throws {@link ArithmeticException}. Immutable.
 *
 * @param pico pico-dollars, 10<sup>-12</sup> USD; negative for what is missing
 */
public record Money(long pico) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    private static final int SCALE = 12;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);
    private static final long MOST_DOLLARS = 9_223_372;
    private static final long MILLION = 1_000_000;

    private static final Pattern AMOUNT = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final int WRITTEN_DECIMALS = 6;
    private static final int SHOWN_DIGITS = 3;
    private static final int QUOTED_CHARS = 40;

    /** Whole dollars. */
    public static Money dollars(long dollars) {
        return dollars(BigDecimal.valueOf(dollars));
    }

    /**
     * Dollars to the last digit.
     *
     * @throws ArithmeticException if there are more than twelve decimals, or more dollars than fit
     */
    public static Money dollars(BigDecimal dollars) {
        boolean manyDigits = (long) dollars.precision() - dollars.scale() > MOST.precision();
        if (manyDigits || dollars.abs().compareTo(MOST) > 0) {
            throw new ArithmeticException("no more than " + MOST_DOLLARS + " dollars can be reckoned with");
        }
        var shortest = dollars.stripTrailingZeros();
        if (shortest.scale() > SCALE) {
            throw new ArithmeticException("no more than twelve decimals of a dollar can be reckoned with");
        }
        return new Money(shortest.movePointRight(SCALE).longValueExact());
    }

    /**
     * Dollars as a person writes them: {@code 20}, {@code 12.5}; never negative, at most six decimals.
     *
     * @throws IllegalArgumentException if {@code text} is anything else; says what to write
     */
    public static Money parse(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw refused(
                    text,
                    text.startsWith("-")
                            ? "cannot be negative: write 0 or more dollars"
                            : "is no amount of dollars: write digits and at most one point, such as 20 or 12.5");
        }
        int point = text.indexOf('.');
        if (point >= 0 && text.length() - point - 1 > WRITTEN_DECIMALS) {
            throw refused(text, "has more than six decimals: a millionth of a dollar is the smallest part to write");
        }
        try {
            return dollars(new BigDecimal(text));
        } catch (ArithmeticException e) {
            throw refused(text, "is too much: write at most " + MOST_DOLLARS + " dollars");
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        var start = text.length() > QUOTED_CHARS ? text.substring(0, QUOTED_CHARS) + "..." : text;
        return new IllegalArgumentException("\"" + start.replaceAll("\\p{Cntrl}", " ") + "\" " + why);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(pico, other.pico));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(pico, other.pico));
    }

    /** This much for each of {@code tokens}. */
    public Money times(long tokens) {
        return new Money(Math.multiplyExact(pico, tokens));
    }

    /**
     * The price of one token where this is the price of a million.
     *
     * @throws ArithmeticException if that is no whole number of pico-dollars
     */
    public Money millionth() {
        if (pico % MILLION != 0) {
            throw new ArithmeticException(this + " has more than six decimals: a millionth of it is not exact");
        }
        return new Money(pico / MILLION);
    }

    /**
     * The part of {@code count} where this is for {@code all}, cut to whole pico-dollars; nothing where it is for none.
     *
     * @throws ArithmeticException if it is more than {@code Money} holds
     */
    Money share(long count, long all) {
        return all == 0
                ? ZERO
                : new Money(BigInteger.valueOf(pico)
                        .multiply(BigInteger.valueOf(count))
                        .divide(BigInteger.valueOf(all))
                        .longValueExact());
    }

    /** The larger one. */
    public Money max(Money other) {
        return pico >= other.pico ? this : other;
    }

    public boolean isNegative() {
        return pico < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(pico, other.pico);
    }

    /** Dollars, exact, without trailing zeros; for JSON. */
    public BigDecimal toDollars() {
        var exact = BigDecimal.valueOf(pico, SCALE).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** For people, rounded: to cents from a dollar on, to three digits below, as in {@code $0.0042}. */
    public String words() {
        var dollars = toDollars();
        boolean small = dollars.abs().compareTo(BigDecimal.ONE) < 0;
        return format(
                small
                        ? dollars.round(new MathContext(SHOWN_DIGITS, RoundingMode.HALF_UP))
                        : dollars.setScale(2, RoundingMode.HALF_UP));
    }

    /** Exact, as in {@code $0.166203}. */
    @Override
    public String toString() {
        return format(toDollars());
    }

    private static String format(BigDecimal dollars) {
        var format = new DecimalFormat("$#,##0.00##########", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(dollars);
    }
}
