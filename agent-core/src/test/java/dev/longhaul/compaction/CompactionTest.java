package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.model.ModelCapabilities;
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

    @Test
    void aFormThatRidesOnTheWorkCannotRunBesideIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Compaction.at(50_000).in(CompactionForm.THRESHOLD).inBackground())
                .withMessageContaining("threshold cannot run in the background")
                .withMessageContaining("Compaction.onDemand");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(50_000).inBackground().settledFor("m", ModelCapabilities.COMPACTING))
                .withMessageContaining("Compaction.onDemand");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.off().inBackground())
                .withMessageContaining("off");
        assertThat(Compaction.at(50_000)
                        .inBackground()
                        .settledFor("m", ModelCapabilities.PLAIN)
                        .background())
                .contains(Background.USUAL);
    }

    @Test
    void aBackgroundHasSensibleShares() {
        assertThat(Compaction.onDemand(5_000).inBackground(0.5).background()).contains(new Background(0.5, 1.25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.onDemand(5_000).inBackground(1.1))
                .withMessageContaining("1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Background(0.8, 0.9))
                .withMessageContaining("0.9");
    }

    @Test
    void aRangeThatKeepsTheHeadIsRefusedWhereTheSummaryHasToComeFirst() {
        var middle = CompactionRange.between(2, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.onDemand(5_000).requireByHand(middle, null))
                .withMessageContaining("on-demand has to come first")
                .withMessageContaining("allButLast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(50_000).requireByHand(middle, null))
                .withMessageContaining("threshold");
        assertThatCode(() -> Compaction.clientSide(5_000).requireByHand(middle, null))
                .doesNotThrowAnyException();
    }

    @Test
    void nobodyCompactsAnAgentThatNeverCompacts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.off().requireByHand(CompactionRange.everything(), null))
                .withMessageContaining("never compacts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.onDemand(5_000).requireByHand(CompactionRange.everything(), " "))
                .withMessageContaining("blank");
    }

    @Test
    void turnsAreNotKeptInNegativeNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compaction.at(50_000).keepTurns(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactionRange.between(1, -1))
                .withMessageContaining("-1");
    }
}
