package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationConverterTest {

    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "5m, PT5M", "2h, PT2H", "500ms, PT0.5S", "PT1H30M, PT1H30M", " 1H , PT1H"})
    void shortAndIsoDurationsAreRead(String text, Duration meant) {
        assertThat(converter.convert(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "five minutes", "-3s", "0s", "PT0S"})
    void whatIsNoDurationIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> converter.convert(text)).hasMessageContaining("30s");
    }

    @Test
    void aNumberTooLargeForADurationIsRefusedToo() {
        assertThatThrownBy(() -> converter.convert("99999999999h")).hasMessageContaining("is no duration");
    }
}
