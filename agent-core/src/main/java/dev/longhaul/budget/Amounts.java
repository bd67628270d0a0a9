package dev.longhaul.budget;

/**
 * So much of each dimension that can be set aside before it is spent. Time cannot, so it has no part here. Immutable.
 *
 * @param totalTokens context tokens, as {@link Limit#TOTAL_TOKENS} counts them
 * @param billedTokens billed tokens
 * @param usd dollars
 * @param modelCalls requests to a model
 * @param toolCalls tool calls
 * @param compactions compactions
 */
public record Amounts(
        long totalTokens, long billedTokens, Money usd, long modelCalls, long toolCalls, long compactions) {

    public static final Amounts NONE = new Amounts(0, 0, Money.ZERO, 0, 0, 0);

    public Amounts plus(Amounts other) {
        return new Amounts(
                totalTokens + other.totalTokens,
                billedTokens + other.billedTokens,
                usd.plus(other.usd),
                modelCalls + other.modelCalls,
                toolCalls + other.toolCalls,
                compactions + other.compactions);
    }

    public Amounts minus(Amounts other) {
        return new Amounts(
                totalTokens - other.totalTokens,
                billedTokens - other.billedTokens,
                usd.minus(other.usd),
                modelCalls - other.modelCalls,
                toolCalls - other.toolCalls,
                compactions - other.compactions);
    }

    /** The part of one dimension, in its own unit. */
    public long of(Limit limit) {
        return switch (limit) {
            case TOTAL_TOKENS -> totalTokens;
            case BILLED_TOKENS -> billedTokens;
            case USD -> usd.pico();
            case MODEL_CALLS -> modelCalls;
            case TOOL_CALLS -> toolCalls;
            case COMPACTIONS -> compactions;
            case WALL_CLOCK -> 0;
        };
    }
}
