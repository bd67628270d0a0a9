package dev.longhaul.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 30s}, {@code 5m}, {@code 2h}, {@code 500ms} and ISO-8601. */
public final class DurationConverter implements ITypeConverter<Duration> {

    /** A hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(String value) {
        var duration = parse(value.strip().toLowerCase(Locale.ROOT));
        if (!duration.isPositive()) {
            throw new TypeConversionException("'" + value + "' leaves no time: give a positive duration, like 30s");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new TypeConversionException(
                    "'" + value + "' is longer than anybody waits: give at most 876000h, or no limit");
        }
        return duration;
    }

    private static Duration parse(String value) {
        var match = SHORT.matcher(value);
        if (match.matches()) {
            long count = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + value + "' is no duration: give one like 30s, 5m, 2h or PT1H30M");
        }
    }
}
