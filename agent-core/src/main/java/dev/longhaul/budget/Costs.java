package dev.longhaul.budget;

/**
 * What tokens cost by the class they are billed in, and what the same tokens would have cost without a cache. Immutable.
 *
 * @param input prompt tokens that touched no cache
 * @param output generated tokens
 * @param cacheWrite prompt tokens written to a cache, whichever
 * @param cacheRead prompt tokens read from a cache
 * @param uncached all of them, with the whole prompt at the price of plain input
 */
public record Costs(Money input, Money output, Money cacheWrite, Money cacheRead, Money uncached) {

    /** Of nothing, or of a model without a price. */
    public static final Costs NONE = new Costs(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    /** What was paid. */
    public Money total() {
        return prompt().plus(output);
    }

    /** What was paid for prompts. */
    public Money prompt() {
        return input.plus(cacheWrite).plus(cacheRead);
    }

    public Costs plus(Costs other) {
        return new Costs(
                input.plus(other.input),
                output.plus(other.output),
                cacheWrite.plus(other.cacheWrite),
                cacheRead.plus(other.cacheRead),
                uncached.plus(other.uncached));
    }
}
