package dev.longhaul.budget;

import org.jspecify.annotations.Nullable;

/** Decides whether a call can be paid for at its worst, and how long its reply may be at most. Pure. */
public final class Reserver {

    private Reserver() {}

    /**
     * What the last, paid-for reply needs on top of the call before it.
     *
     * @param askTokens the message that asks for it
     * @param maxTokens the reply itself
     */
    public record WrapUpReserve(long askTokens, long maxTokens) {

        /** The wrap-up behind a call whose reply is part of its prompt by then. */
        Amounts behind(CallBound call, Price price) {
            long context = call.promptTokens() + call.maxTokens();
            return new CallBound(context + askTokens, maxTokens, context, CallBound.Summary.NONE).amounts(price);
        }
    }

    /**
     * Sets aside what a call may take, its reply made as short as what is left demands.
     *
     * @param budget the limits
     * @param taken spent, or set aside already
     * @param call with the longest reply that is wanted
     * @param price what a token costs at worst
     * @param reserve what must stay for the wrap-up; null if the call is the wrap-up itself
     * @param least the shortest reply that is of use, in tokens
     */
    public static Fit reserve(
            Budget budget, Amounts taken, CallBound call, Price price, @Nullable WrapUpReserve reserve, long least) {
        long longest = call.maxTokens();
        var none = need(call.replying(0), price, reserve);
        var each = need(call.replying(1), price, reserve).minus(none);
        for (var entry : budget.limits().entrySet()) {
            var limit = entry.getKey();
            if (limit == Limit.WALL_CLOCK) {
                continue;
            }
            long left = entry.getValue() - taken.of(limit);
            long needed = none.of(limit) + each.of(limit) * least;
            if (needed > left) {
                return new Fit.TooDear(limit, needed, Math.max(0, left), entry.getValue());
            }
            if (each.of(limit) > 0) {
                longest = Math.min(longest, (left - none.of(limit)) / each.of(limit));
            }
        }
        return new Fit.Fits(Reservation.of(call.replying(longest), price));
    }

    /** A call with its wrap-up; a straight line in the length of the reply. */
    private static Amounts need(CallBound call, Price price, @Nullable WrapUpReserve reserve) {
        var own = call.amounts(price);
        return reserve == null ? own : own.plus(reserve.behind(call, price));
    }
}
