package dev.longhaul.budget;

import java.util.Locale;

/** One dimension of a {@link Budget}. */
public enum Limit {
    /**
     * Context tokens consumed: the contexts that compactions closed plus the open one. Each token counts once, however
     * often it was sent.
     */
    TOTAL_TOKENS("total tokens"),
    /** Every token the provider bills. Each turn bills the whole context again, so this is an order larger. */
    BILLED_TOKENS("billed tokens"),
    /** Pico-dollars, by the {@link PriceList}; 10<sup>-12</sup> USD. */
    USD("US dollars"),
    /** Requests to a model, retries and requests for summaries included. */
    MODEL_CALLS("model calls"),
    /** Tool calls. */
    TOOL_CALLS("tool calls"),
    /** Compactions, failed ones included. */
    COMPACTIONS("compactions"),
    /** Milliseconds that the session ran. */
    WALL_CLOCK("milliseconds of wall clock");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /** So much of it as people write it, without the unit: {@code 91,000}, {@code $12.50}. */
    public String amount(long value) {
        return this == USD ? new Money(value).words() : String.format(Locale.ROOT, "%,d", value);
    }

    /** The unit in words, for messages. */
    public String words() {
        return words;
    }
}
