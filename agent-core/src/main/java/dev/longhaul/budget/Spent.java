package dev.longhaul.budget;

import dev.longhaul.model.Usage;

/**
 * What was billed for one purpose, or by one model. Immutable.
 *
 * @param costs the price of all of it that has one
 */
public record Spent(Usage usage, Costs costs) {

    public static final Spent NONE = new Spent(Usage.NONE, Costs.NONE);

    /** The price of all of it that has one. */
    public Money usd() {
        return costs.total();
    }

    public Spent plus(Spent other) {
        return new Spent(usage.plus(other.usage), costs.plus(other.costs));
    }
}
