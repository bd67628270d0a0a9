package dev.longhaul.budget;

/**
 * Tokens and what they cost. Immutable.
 *
 * @param tokens billed tokens of any class
 * @param usd their price; nothing where the model has none
 */
public record Charge(long tokens, Money usd) {

    public static final Charge NONE = new Charge(0, Money.ZERO);

    public Charge plus(Charge other) {
        return new Charge(tokens + other.tokens, usd.plus(other.usd));
    }

    public Charge minus(Charge other) {
        return new Charge(tokens - other.tokens, usd.minus(other.usd));
    }

    public Charge times(int count) {
        return new Charge(tokens * count, usd.times(count));
    }
}
