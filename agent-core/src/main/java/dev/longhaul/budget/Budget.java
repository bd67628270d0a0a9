package dev.longhaul.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a session may spend. Immutable; each method returns a changed copy. A dimension without a limit is unlimited.
 *
 * @param limits by dimension, each positive
 * @param warnAt share of a limit at which a warning fires, in (0, 1]
 * @param wrapUpAt share of a limit at which the agent is told to wrap up, in (0, 1]
 * @param onLimit what happens there
 */
public record Budget(Map<Limit, Long> limits, double warnAt, double wrapUpAt, OnLimit onLimit) {

    /** What happens when no more than the wrap-up can be paid for. */
    public enum OnLimit {
        /** The agent is asked for a last word, and the session ends with it. */
        WRAP_UP,
        /** The session waits for a person to raise the limit; the wrap-up stays paid for. */
        SUSPEND
    }

    /** Longer than any session, and short enough to reckon with. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final double DEFAULT_WARN_AT = 0.75;
    private static final double DEFAULT_WRAP_UP_AT = 0.9;

    public Budget {
        var copy = new EnumMap<Limit, Long>(Limit.class);
        copy.putAll(limits);
        limits = Collections.unmodifiableMap(copy);
        limits.forEach((limit, max) -> {
            if (max <= 0) {
                throw new IllegalArgumentException("a budget of " + limit.amount(max) + " " + limit.words()
                        + " cannot be worked with: give a positive number, or leave the limit out");
            }
        });
        requireShare("warnAt", warnAt);
        requireShare("wrapUpAt", wrapUpAt);
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is a share of the limit, above 0 and at most 1, not " + share);
        }
    }

    public static Budget unlimited() {
        return new Budget(Map.of(), DEFAULT_WARN_AT, DEFAULT_WRAP_UP_AT, OnLimit.WRAP_UP);
    }

    /** A budget of context tokens: {@link Limit#TOTAL_TOKENS}. */
    public static Budget totalTokens(long tokens) {
        return unlimited().with(Limit.TOTAL_TOKENS, tokens);
    }

    /** Limits what the provider bills, in tokens: {@link Limit#BILLED_TOKENS}. */
    public Budget billedTokens(long tokens) {
        return with(Limit.BILLED_TOKENS, tokens);
    }

    /** Limits what the provider bills, in dollars: {@link Limit#USD}. The model has to have a price. */
    public Budget dollars(long dollars) {
        return dollars(Money.dollars(dollars));
    }

    /** Limits what the provider bills. */
    public Budget dollars(Money amount) {
        return with(Limit.USD, amount.pico());
    }

    /** Limits requests to a model, retries and summaries included. */
    public Budget modelCalls(int count) {
        return with(Limit.MODEL_CALLS, count);
    }

    /** Limits tool calls. */
    public Budget toolCalls(int count) {
        return with(Limit.TOOL_CALLS, count);
    }

    /** Limits how often the context may be compacted. */
    public Budget compactions(int count) {
        return with(Limit.COMPACTIONS, count);
    }

    /** Limits the time that the session runs; while it is suspended, or nobody runs it, none passes. */
    public Budget within(Duration time) {
        return with(Limit.WALL_CLOCK, (time.compareTo(LONGEST) > 0 ? LONGEST : time).toMillis());
    }

    /** Sets one dimension, in its own unit. */
    public Budget with(Limit limit, long max) {
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(limits);
        changed.put(limit, max);
        return new Budget(changed, warnAt, wrapUpAt, onLimit);
    }

    /** The same without a limit in one dimension. */
    public Budget without(Limit limit) {
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(limits);
        changed.remove(limit);
        return new Budget(changed, warnAt, wrapUpAt, onLimit);
    }

    public Budget warnAt(double share) {
        return new Budget(limits, share, wrapUpAt, onLimit);
    }

    public Budget wrapUpAt(double share) {
        return new Budget(limits, warnAt, share, onLimit);
    }

    /** What happens when no more than the wrap-up can be paid for; {@link OnLimit#WRAP_UP} by default. */
    public Budget onLimit(OnLimit choice) {
        return new Budget(limits, warnAt, wrapUpAt, choice);
    }

    /** The limit in its unit, or empty if there is none. */
    public OptionalLong max(Limit limit) {
        var max = limits.get(limit);
        return max == null ? OptionalLong.empty() : OptionalLong.of(max);
    }

    /** How each limit stands after {@code elapsed}, in the order of {@link Limit}. */
    public List<LimitUse> uses(Ledger ledger, Duration elapsed) {
        return limits.entrySet().stream()
                .map(entry -> new LimitUse(entry.getKey(), ledger.spent(entry.getKey(), elapsed), entry.getValue()))
                .toList();
    }

    /** Every edge that {@code ledger} has reached after {@code elapsed}, whether or not it fired before. */
    public List<Crossing> crossings(Ledger ledger, Duration elapsed) {
        var reached = new ArrayList<Crossing>();
        limits.forEach((limit, max) -> {
            long spent = ledger.spent(limit, elapsed);
            for (var edge : Edge.values()) {
                if (spent >= threshold(limit, edge, max)) {
                    reached.add(new Crossing(limit, edge, spent, max));
                }
            }
        });
        return reached;
    }

    private double threshold(Limit limit, Edge edge, long max) {
        return switch (edge) {
            case WARN -> warnAt * max;
            // A wrap-up needs no compaction, so none is held back for it.
            case WRAP_UP -> limit == Limit.COMPACTIONS ? max : wrapUpAt * max;
            case HARD -> max;
        };
    }
}
