package dev.longhaul.budget;

import dev.longhaul.model.Usage;

/**
 * What was billed for one purpose, or by one model. Immutable.
 *
 * @param usd the price of all of it that has one
 */
public record Spent(Usage usage, Money usd) {

    public static final Spent NONE = new Spent(Usage.NONE, Money.ZERO);

    public Spent plus(Spent other) {
        return new Spent(usage.plus(other.usage), usd.plus(other.usd));
    }
}
