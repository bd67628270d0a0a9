package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What can be asked for, and what is refused before it costs anything. */
class CompactionTest {

    @Test
    void aTriggerTheProviderWouldRefuseIsRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(49_999))
                .withMessageContaining("49,999")
                .withMessageContaining("50,000");
        assertThat(Compaction.at(50_000).triggerTokens()).isEqualTo(50_000);
    }

    @Test
    void aTriggerOfNothingPointsToOff() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(0))
                .withMessageContaining("Compaction.off()");
        assertThat(Compaction.off().isOn()).isFalse();
    }

    @Test
    void aFifthOfTheTriggerIsLeftForTheTail() {
        assertThat(Compaction.at(100_000).tailTokens()).isEqualTo(20_000);
        assertThat(Compaction.at(100_000).keepTail(0).tailTokens()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(100_000).keepTail(-1));
    }

    @Test
    void blankInstructionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(100_000).instructions("  "))
                .withMessageContaining("blank");
        assertThat(Compaction.at(100_000).instructions("Keep names.").instructions())
                .isEqualTo("Keep names.");
    }
}
