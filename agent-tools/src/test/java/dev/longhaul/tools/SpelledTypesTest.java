package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.DayOfWeek;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values with a usual spelling: dates, times, durations, addresses. */
class SpelledTypesTest {

    private static final String DATE = spelled("a date such as 2026-11-21", "date");

    private static String spelled(String description, String format) {
        return "{'type':'string','description':'" + description + "'"
                + (format.isEmpty() ? "}" : ",'format':'" + format + "'}");
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(
                        "instant",
                        spelled("a moment such as 2026-11-21T09:30:00Z", "date-time"),
                        "'2026-11-21T09:30:00Z'",
                        Instant.parse("2026-11-21T09:30:00Z")),
                arguments(
                        "instant",
                        spelled("a moment such as 2026-11-21T09:30:00Z", "date-time"),
                        "'2026-11-21T10:30:00+01:00'",
                        Instant.parse("2026-11-21T09:30:00Z")),
                arguments(
                        "offsetDateTime",
                        spelled("a date and time with its offset such as 2026-11-21T09:30:00+01:00", "date-time"),
                        "'2026-11-21T09:30:00+01:00'",
                        OffsetDateTime.parse("2026-11-21T09:30:00+01:00")),
                arguments(
                        "zonedDateTime",
                        spelled("a date and time with its zone such as 2026-11-21T09:30:00+01:00[Europe/Berlin]", ""),
                        "'2026-11-21T09:30:00+01:00[Europe/Berlin]'",
                        ZonedDateTime.parse("2026-11-21T09:30:00+01:00[Europe/Berlin]")),
                arguments(
                        "localDateTime",
                        spelled("a date and time such as 2026-11-21T09:30:00", ""),
                        "'2026-11-21T09:30'",
                        LocalDateTime.parse("2026-11-21T09:30")),
                arguments("localDate", DATE, "' 2026-11-21 '", LocalDate.parse("2026-11-21")),
                arguments("localTime", spelled("a time of day such as 09:30", ""), "'09:30'", LocalTime.of(9, 30)),
                arguments("yearMonth", spelled("a month such as 2026-11", ""), "'2026-11'", YearMonth.of(2026, 11)),
                arguments(
                        "duration",
                        spelled("a duration such as PT30S, PT1H30M or P2D", "duration"),
                        "'P2D'",
                        Duration.ofDays(2)),
                arguments(
                        "period",
                        spelled("a period such as P2W, P1M or P1Y6M", "duration"),
                        "'P1Y6M'",
                        Period.of(1, 6, 0)),
                arguments(
                        "zoneId",
                        spelled("a time zone such as Europe/Berlin", ""),
                        "'Europe/Berlin'",
                        ZoneId.of("Europe/Berlin")),
                arguments(
                        "uri",
                        spelled("an absolute URI such as https://example.org/a", "uri"),
                        "'https://example.org/x?y=%20#z'",
                        URI.create("https://example.org/x?y=%20#z")),
                arguments(
                        "dates",
                        "{'type':'array','items':" + DATE + "}",
                        "['2026-11-21']",
                        List.of(LocalDate.parse("2026-11-21"))),
                arguments("maybeDate", DATE, "'2026-11-21'", Optional.of(LocalDate.parse("2026-11-21"))),
                arguments("maybeDate", DATE, "null", Optional.empty()),
                arguments("withDateDefault", DATE, "null", LocalDate.parse("2026-11-21")),
                arguments(
                        "dayOfWeek",
                        "{'type':'string','enum':['MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY',"
                                + "'SUNDAY']}",
                        "'monday'",
                        DayOfWeek.MONDAY),
                arguments(
                        "describedDate",
                        spelled("when it is due (a date such as 2026-11-21)", "date"),
                        "'2026-11-21'",
                        LocalDate.parse("2026-11-21")));
    }

    @ParameterizedTest(name = "{0} takes {2}")
    @MethodSource("accepted")
    void a_parameter_is_described_and_decoded(String tool, String schema, String sent, Object expected)
            throws Exception {
        KindCheck.accepts(new SpelledKinds(), tool, schema, sent, expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("instant", "'2026-11-21T09:30:00'", "value: expected a moment such as 2026-11-21T09:30:00Z"),
                arguments("instant", "1763717400", "got 1763717400"),
                arguments("offsetDateTime", "'2026-11-21'", "value: expected a date and time with its offset"),
                arguments("zonedDateTime", "'2026-11-21T09:30:00+01:00[Mars/Base]'", "with its zone such as"),
                arguments("localDateTime", "'2026-11-21T09:30:00Z'", "value: expected a date and time such as"),
                arguments("localDate", "'21.11.2026'", "value: expected a date such as 2026-11-21, got '21.11.2026'"),
                arguments("localDate", "'2026-02-30'", "got '2026-02-30'"),
                arguments("localDate", "null", "got null"),
                arguments("localTime", "'9:30'", "value: expected a time of day such as 09:30, got '9:30'"),
                arguments("yearMonth", "'11/26'", "value: expected a month such as 2026-11, got '11/26'"),
                arguments("duration", "'30s'", "value: expected a duration such as PT30S, PT1H30M or P2D, got '30s'"),
                arguments("duration", "'P99999999999999999999D'", "value: expected a duration"),
                arguments("period", "'two weeks'", "value: expected a period such as P2W"),
                arguments("zoneId", "'Berlin'", "value: expected a time zone such as Europe/Berlin, got 'Berlin'"),
                arguments("uri", "'/a/b'", "value: expected an absolute URI such as https://example.org/a, got '/a/b'"),
                arguments("uri", "'http://a b'", "got 'http://a b'"),
                arguments("dates", "['2026-11-21','soon']", "value[1]: expected a date such as 2026-11-21, got 'soon'"),
                arguments("dayOfWeek", "'MON'", "value: expected one of MONDAY"));
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @MethodSource("refused")
    void another_spelling_is_refused_with_one_that_is_right(String tool, String sent, String reason) throws Exception {
        KindCheck.refuses(new SpelledKinds(), tool, sent, reason);
    }

    @Test
    void a_spelling_without_end_is_not_read() throws Exception {
        KindCheck.refuses(
                new SpelledKinds(),
                "uri",
                "'http://example.org/" + "a".repeat(100_000) + "'",
                "value: expected an absolute URI");
    }

    @Test
    void a_default_is_spelled_as_the_model_would() throws Exception {
        var kinds = new SpelledKinds();
        Calls.call(Calls.named("withDateDefault", kinds), "{}");
        assertThat(kinds.seen).isEqualTo(LocalDate.parse("2026-11-21"));
    }
}
