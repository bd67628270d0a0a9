package dev.longhaul.budget;

import java.time.Duration;
import java.util.Locale;

/**
 * How a limit stands. Immutable.
 *
 * @param spent in the limit's unit
 * @param max the limit itself
 */
public record LimitUse(Limit limit, long spent, long max) {

    /** {@link #words()} are never longer. */
    public static final int MOST_CHARS = 130;

    /** What is left, never negative, in the limit's unit. */
    public long left() {
        return Math.max(0, max - spent);
    }

    /** In words for people and models: {@code billed tokens: 90,000 of 100,000 used, 10,000 left}. */
    public String words() {
        return "%s: %s of %s used, %s left".formatted(name(), amount(spent), amount(max), amount(left()));
    }

    private String name() {
        return switch (limit) {
            case USD -> "dollars";
            case WALL_CLOCK -> "time";
            case TOTAL_TOKENS, BILLED_TOKENS, MODEL_CALLS, TOOL_CALLS, COMPACTIONS -> limit.words();
        };
    }

    private String amount(long value) {
        return limit == Limit.WALL_CLOCK ? time(Duration.ofMillis(value)) : limit.amount(value);
    }

    private static String time(Duration time) {
        if (time.toHours() > 0) {
            return String.format(Locale.ROOT, "%,d h %d min", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
