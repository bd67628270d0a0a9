package dev.longhaul.budget;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The part of a session's budget that is set aside for one sub-agent. Immutable; it stands in the event that says that the
 * sub-agent begins, so that a crash can only have set aside too much.
 *
 * @param limits by dimension, each in its own unit and positive; time is not among them, and what the session does not limit
 *     is not either
 */
public record Carve(Map<Limit, Long> limits) {

    /** Of a session without limits. */
    public static final Carve NONE = new Carve(Map.of());

    public Carve {
        var copy = new EnumMap<Limit, Long>(Limit.class);
        copy.putAll(limits);
        limits = Collections.unmodifiableMap(copy);
    }

    public Amounts amounts() {
        return Amounts.of(limits);
    }

    /** What the sub-agent may spend: its own limits, none above what is set aside for it. */
    public Budget within(Budget own) {
        var budget = own;
        for (var entry : limits.entrySet()) {
            budget = budget.with(
                    entry.getKey(),
                    Math.min(entry.getValue(), own.max(entry.getKey()).orElse(Long.MAX_VALUE)));
        }
        return budget;
    }
}
