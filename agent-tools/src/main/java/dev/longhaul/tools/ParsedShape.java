package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Function;

/**
 * A value with a usual spelling, sent as a string.
 *
 * @param expected what it is, with an example; the model reads it before it calls, not only when it was wrong
 * @param format JSON Schema's word for the spelling; empty where it has none that says the same
 * @param parser throws {@link DateTimeException} or {@link IllegalArgumentException} for other spellings
 */
record ParsedShape(String expected, String format, Function<String, Object> parser) implements Shape {

    /** Longer spellings are not values anyone means. */
    private static final int LENGTH = 8_192;

    static final Map<Class<?>, Shape> ALL = Map.ofEntries(
            of(Instant.class, "a moment such as 2026-11-21T09:30:00Z", "date-time", Instant::parse),
            of(
                    OffsetDateTime.class,
                    "a date and time with its offset such as 2026-11-21T09:30:00+01:00",
                    "date-time",
                    OffsetDateTime::parse),
            of(
                    ZonedDateTime.class,
                    "a date and time with its zone such as 2026-11-21T09:30:00+01:00[Europe/Berlin]",
                    "",
                    ZonedDateTime::parse),
            of(LocalDateTime.class, "a date and time such as 2026-11-21T09:30:00", "", LocalDateTime::parse),
            of(LocalDate.class, "a date such as 2026-11-21", "date", LocalDate::parse),
            of(LocalTime.class, "a time of day such as 09:30", "", LocalTime::parse),
            of(YearMonth.class, "a month such as 2026-11", "", YearMonth::parse),
            of(Duration.class, "a duration such as PT30S, PT1H30M or P2D", "duration", Duration::parse),
            of(Period.class, "a period such as P2W, P1M or P1Y6M", "duration", Period::parse),
            of(ZoneId.class, "a time zone such as Europe/Berlin", "", ZoneId::of),
            of(URI.class, "an absolute URI such as https://example.org/a", "uri", ParsedShape::absolute));

    private static Map.Entry<Class<?>, Shape> of(
            Class<?> type, String expected, String format, Function<String, Object> parser) {
        return Map.entry(type, new ParsedShape(expected, format, parser));
    }

    private static URI absolute(String text) {
        var uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException(text + " has no scheme");
        }
        return uri;
    }

    @Override
    public ObjectNode schema(String description) {
        var schema = Schemas.of("string", description.isEmpty() ? expected : description + " (" + expected + ")");
        return format.isEmpty() ? schema : schema.put("format", format);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!node.isTextual() || node.textValue().length() > LENGTH) {
            throw mismatch(node);
        }
        try {
            return parser.apply(node.textValue().strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw mismatch(node);
        }
    }
}
