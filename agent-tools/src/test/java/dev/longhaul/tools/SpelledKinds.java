package dev.longhaul.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
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

/** One tool per kind of value with a usual spelling. */
@SuppressWarnings({"unused", "OptionalUsedAsFieldOrParameterType"})
final class SpelledKinds extends Keeping {

    @Tool
    void instant(Instant value) {
        seen = value;
    }

    @Tool
    void offsetDateTime(OffsetDateTime value) {
        seen = value;
    }

    @Tool
    void zonedDateTime(ZonedDateTime value) {
        seen = value;
    }

    @Tool
    void localDateTime(LocalDateTime value) {
        seen = value;
    }

    @Tool
    void localDate(LocalDate value) {
        seen = value;
    }

    @Tool
    void localTime(LocalTime value) {
        seen = value;
    }

    @Tool
    void yearMonth(YearMonth value) {
        seen = value;
    }

    @Tool
    void duration(Duration value) {
        seen = value;
    }

    @Tool
    void period(Period value) {
        seen = value;
    }

    @Tool
    void zoneId(ZoneId value) {
        seen = value;
    }

    @Tool
    void uri(URI value) {
        seen = value;
    }

    @Tool
    void dates(List<LocalDate> value) {
        seen = value;
    }

    @Tool
    void dayOfWeek(DayOfWeek value) {
        seen = value;
    }

    @Tool
    void maybeDate(Optional<LocalDate> value) {
        seen = value;
    }

    @Tool
    void describedDate(@P("when it is due") LocalDate value) {
        seen = value;
    }

    @Tool
    void withDateDefault(@P(defaultValue = "2026-11-21") LocalDate value) {
        seen = value;
    }
}
