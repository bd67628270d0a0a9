package dev.longhaul.budget;

import dev.longhaul.model.Usage;

/**
 * What one token costs, by the class it is billed in. Never negative. Immutable.
 *
 * @param input a prompt token that touched no cache
 * @param output a generated token, thinking included
 * @param cacheWrite5m a prompt token written to the five-minute cache
 * @param cacheWrite1h a prompt token written to the one-hour cache
 * @param cacheRead a prompt token read from a cache
 */
public record Price(Money input, Money output, Money cacheWrite5m, Money cacheWrite1h, Money cacheRead) {

    /** Of a model without a price: what it bills is counted in tokens only. */
    public static final Price FREE = new Price(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    public Price {
        if (input.isNegative()
                || output.isNegative()
                || cacheWrite5m.isNegative()
                || cacheWrite1h.isNegative()
                || cacheRead.isNegative()) {
            throw new IllegalArgumentException("a price cannot be negative: " + input + ", " + output + ", "
                    + cacheWrite5m + ", " + cacheWrite1h + ", " + cacheRead);
        }
    }

    /**
     * From prices as they are published, for a million tokens.
     *
     * @throws ArithmeticException if one has more than six decimals
     */
    public static Price perMillion(Money input, Money output, Money cacheWrite5m, Money cacheWrite1h, Money cacheRead) {
        return new Price(
                input.millionth(),
                output.millionth(),
                cacheWrite5m.millionth(),
                cacheWrite1h.millionth(),
                cacheRead.millionth());
    }

    /**
     * What {@code usage} costs, exactly.
     *
     * @throws ArithmeticException if it is more than {@link Money} holds
     */
    public Money cost(Usage usage) {
        return costs(usage).total();
    }

    /**
     * The same by class.
     *
     * @throws ArithmeticException if it is more than {@link Money} holds
     */
    public Costs costs(Usage usage) {
        var generated = output.times(usage.output());
        return new Costs(
                input.times(usage.input()),
                generated,
                cacheWrite5m.times(usage.cacheWrite5m()).plus(cacheWrite1h.times(usage.cacheWrite1h())),
                cacheRead.times(usage.cacheRead()),
                input.times(usage.prompt()).plus(generated));
    }

    /**
     * The most that a prompt token may cost: before the reply nobody knows its class, and a cache write is dearer than plain
     * input.
     */
    public Money worstPromptToken() {
        return input.max(cacheWrite5m).max(cacheWrite1h).max(cacheRead);
    }

    /**
     * The most that so many tokens may cost, for a reservation.
     *
     * @throws ArithmeticException if it is more than {@link Money} holds
     */
    public Money worst(long promptTokens, long outputTokens) {
        return worstPromptToken().times(promptTokens).plus(output.times(outputTokens));
    }

    /** For calls that never write to the one-hour cache. */
    Price withoutLongCache() {
        return new Price(input, output, cacheWrite5m, Money.ZERO, cacheRead);
    }

    /** Of each class the dearer one. */
    Price max(Price other) {
        return new Price(
                input.max(other.input),
                output.max(other.output),
                cacheWrite5m.max(other.cacheWrite5m),
                cacheWrite1h.max(other.cacheWrite1h),
                cacheRead.max(other.cacheRead));
    }
}
