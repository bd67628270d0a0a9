package dev.longhaul.budget;

import java.util.List;

/**
 * What one reply turned out to cost. Immutable; part of the event that holds the reply, so that a later change of prices
 * changes no past.
 *
 * @param parts who is paid for what
 * @param unknown charged at worst for what the reply does not tell of itself
 */
public record Settlement(List<Part> parts, Charge unknown) {

    public static final Settlement NONE = new Settlement(List.of(), Charge.NONE);

    public Settlement {
        parts = List.copyOf(parts);
    }

    /**
     * One sampling.
     *
     * @param spent its tokens and their price; nothing where the model has none
     * @param isPriced whether the model has one
     */
    public record Part(Purpose purpose, String model, Spent spent, boolean isPriced) {}

    /** Whether a reply came that is paid for as work; one that only compacts is not. */
    boolean isForWork() {
        return parts.stream().anyMatch(part -> part.purpose() == Purpose.WORK);
    }

    /** The price of all parts that have one. */
    public Money usd() {
        return parts.stream().map(part -> part.spent().usd()).reduce(Money.ZERO, Money::plus);
    }
}
