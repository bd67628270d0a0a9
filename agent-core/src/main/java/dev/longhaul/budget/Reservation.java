package dev.longhaul.budget;

/**
 * What is set aside for one attempt of a call. Immutable; part of the event that says the call is about to be made, so that a
 * crash can only have set aside too much.
 *
 * @param call the bounds it follows from; {@code maxTokens} is what the reply may have
 * @param price what a token costs at worst; {@link Price#FREE} for a model without a price
 * @param amounts the most that an attempt can take
 */
public record Reservation(CallBound call, Price price, Amounts amounts) {

    /** Nothing is set aside. */
    public static final Reservation NONE = of(new CallBound(0, 0, 0, CallBound.Summary.NONE), Price.FREE);

    static Reservation of(CallBound call, Price price) {
        return new Reservation(call, price, call.amounts(price));
    }

    /** What a lost attempt is charged, if all of it was run. */
    public Charge worst() {
        return new Charge(amounts.billedTokens(), amounts.usd());
    }

    /**
     * The same once another attempt of the very same request told how large its prompts were: the lost one's cannot have been
     * larger.
     *
     * @param promptTokens of all samplings of that reply together
     * @param samplings how many these were
     */
    public Charge worstGiven(long promptTokens, int samplings) {
        long output = call.maxTokens() * samplings;
        var proven = new Charge(promptTokens + output, price.worst(promptTokens, output));
        return proven.tokens() < worst().tokens() ? proven : worst();
    }
}
