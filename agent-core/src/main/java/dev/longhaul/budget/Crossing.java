package dev.longhaul.budget;

/**
 * A limit's edge that was reached.
 *
 * @param spent what was spent when it was seen, in the limit's unit
 * @param max the limit itself, in the same unit
 */
public record Crossing(Limit limit, Edge edge, long spent, long max) {

    /** In words: {@code 91,000 of 100,000 total tokens}. */
    public String words() {
        return limit.amount(spent) + " of " + limit.amount(max) + " " + limit.words();
    }
}
