package dev.longhaul.budget;

import org.jspecify.annotations.Nullable;

/** Decides whether a call can be paid for at its worst, and how long its reply may be at most. Pure. */
public final class Reserver {

    private Reserver() {}

    /**
     * What the last, paid-for reply needs on top of the call before it, with the replies before it that may call tools.
     *
     * @param askTokens what is said to the model first
     * @param maxTokens each reply
     * @param rounds so many replies may call tools before the last one
     * @param answerTokens the answers to the calls of one reply
     */
    public record WrapUpReserve(long askTokens, long maxTokens, int rounds, long answerTokens) {

        /** For a last reply that may call nothing. */
        public WrapUpReserve(long askTokens, long maxTokens) {
            this(askTokens, maxTokens, 0, 0);
        }

        /** The wrap-up behind a call whose reply is part of its prompt by then. */
        Amounts behind(CallBound call, Price price) {
            long context = call.promptTokens() + call.maxTokens();
            long news = askTokens;
            var all = Amounts.NONE;
            for (int reply = 0; reply <= rounds; reply++) {
                long prompt = context + news;
                all = all.plus(new CallBound(prompt, maxTokens, context, CallBound.Summary.NONE).amounts(price));
                context = prompt + maxTokens;
                news = answerTokens;
            }
            return all;
        }

        /** So many tokens the last prompt has more than that of the call and its reply. */
        public long growth() {
            return askTokens + rounds * (maxTokens + answerTokens);
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

    /** What a call takes at most with its wrap-up behind it. */
    public static Amounts needed(CallBound call, Price price, WrapUpReserve reserve) {
        return need(call, price, reserve);
    }

    /** A call with its wrap-up; a straight line in the length of the reply. */
    private static Amounts need(CallBound call, Price price, @Nullable WrapUpReserve reserve) {
        var own = call.amounts(price);
        return reserve == null ? own : own.plus(reserve.behind(call, price));
    }
}
