package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a summariser is told after a summary that did not help, and when there is nothing to tell it. */
class MendingTest {

    private static final Signal LITTLE = new Signal.Ineffective(49_000, 50_000, false);

    @Test
    void afterACallOfAToolItIsToldNotTo() {
        assertThat(Mending.instructions(new Signal.NoSummary(), StopReason.TOOL_USE, 0))
                .hasValueSatisfying(words -> assertThat(words).contains("Do not call any tool"));
    }

    @Test
    void afterOneThatWasCutOffItIsToldToBeShort() {
        assertThat(Mending.instructions(new Signal.NoSummary(), StopReason.MAX_TOKENS, 0))
                .hasValueSatisfying(words -> assertThat(words).contains("at most a tenth"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSAL", "MODEL_CONTEXT_WINDOW_EXCEEDED"})
    void aRefusalAndAFullWindowAreNotTalkedAway(StopReason stopped) {
        assertThat(Mending.instructions(new Signal.NoSummary(), stopped, 0)).isEmpty();
    }

    @Test
    void onlyALongSummaryCanBeTooLong() {
        assertThat(Mending.instructions(LITTLE, StopReason.COMPACTION, 5_000)).isPresent();
        assertThat(Mending.instructions(LITTLE, StopReason.COMPACTION, 4_999)).isEmpty();
    }

    @Test
    void workDoneAgainIsNamed() {
        var signal = new Signal.RepeatedWork("read {\"path\":\"a\"}", 1, 0);
        assertThat(Mending.instructions(signal, StopReason.COMPACTION, 100))
                .hasValueSatisfying(words -> assertThat(words).contains("read {\"path\":\"a\"}"));
    }

    @Test
    void noWordsHelpAgainstOverheadOrAProviderThatCompactsTwice() {
        var overhead = new Signal.FixedOverhead(Overhead.NONE, 50_000);
        assertThat(Mending.instructions(overhead, StopReason.COMPACTION, 100)).isEmpty();
        assertThat(Mending.instructions(new Signal.RapidRefill(0), StopReason.COMPACTION, 100))
                .isEmpty();
    }

    @Test
    void theAgentsOwnInstructionsStayInForceAsFarAsBothFit() {
        assertThat(Mending.with("Shorter.", "Keep names.")).isEqualTo("Shorter.\n\nKeep names.");
        assertThat(Mending.with("Shorter.", null)).isEqualTo("Shorter.");
        assertThat(Mending.with("Shorter.", "x".repeat(16_384))).isEqualTo("Shorter.");
    }
}
