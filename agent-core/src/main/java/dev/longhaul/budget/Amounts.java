package dev.longhaul.budget;

import java.util.Map;

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

    /** So much of each limit that is named, in its own unit; nothing of the others. */
    static Amounts of(Map<Limit, Long> limits) {
        return new Amounts(
                limits.getOrDefault(Limit.TOTAL_TOKENS, 0L),
                limits.getOrDefault(Limit.BILLED_TOKENS, 0L),
                new Money(limits.getOrDefault(Limit.USD, 0L)),
                limits.getOrDefault(Limit.MODEL_CALLS, 0L),
                limits.getOrDefault(Limit.TOOL_CALLS, 0L),
                limits.getOrDefault(Limit.COMPACTIONS, 0L));
    }

    /** So many tool calls and nothing else. */
    public static Amounts toolCalls(long calls) {
        return new Amounts(0, 0, Money.ZERO, 0, calls, 0);
    }

    /** An attempt at a call, which is charged so much. */
    public static Amounts attempt(Charge charge) {
        return new Amounts(0, charge.tokens(), charge.usd(), 1, 0, 0);
    }

    /** The larger one of each dimension. */
    Amounts max(Amounts other) {
        return new Amounts(
                Math.max(totalTokens, other.totalTokens),
                Math.max(billedTokens, other.billedTokens),
                usd.max(other.usd),
                Math.max(modelCalls, other.modelCalls),
                Math.max(toolCalls, other.toolCalls),
                Math.max(compactions, other.compactions));
    }

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

    /** What of each dimension is more than the other's; never negative. */
    Amounts beyond(Amounts other) {
        return max(other).minus(other);
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
