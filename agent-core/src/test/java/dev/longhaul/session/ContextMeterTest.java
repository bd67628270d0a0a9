package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Usage;
import org.junit.jupiter.api.Test;

/** Estimates start from what the provider counted last. */
class ContextMeterTest {

    private static ContextMeter counted(long promptTokens, long promptChars) {
        return ContextMeter.UNCALIBRATED.counted(promptTokens, promptChars, 0, 0);
    }

    @Test
    void beforeTheFirstCountItGuessesWithCaution() {
        assertThat(ContextMeter.UNCALIBRATED.tokens(4_000)).isGreaterThan(1_000);
    }

    @Test
    void whatWasCountedIsNotEstimatedAnyMore() {
        assertThat(counted(1_000, 3_000).tokens(3_000)).isEqualTo(1_000);
    }

    @Test
    void whatIsNewIsEstimatedAtTheRatioLastSeen() {
        assertThat(counted(1_000, 3_000).tokens(3_600)).isEqualTo(1_200);
    }

    @Test
    void theReplyCountsAsTheProviderCountedIt() {
        var meter = ContextMeter.UNCALIBRATED.counted(1_000, 3_000, 50, 600);
        assertThat(meter.tokens(3_600)).isEqualTo(1_050);
    }

    @Test
    void aStrangeCountDoesNotSpoilTheRatio() {
        assertThat(counted(1, 1_000_000).charsPerToken()).isEqualTo(6);
        assertThat(counted(1_000_000, 1).charsPerToken()).isEqualTo(1.5);
    }

    @Test
    void aPieceIsEstimatedByItself() {
        assertThat(counted(1_000, 3_000).piece(300)).isEqualTo(100);
    }

    @Test
    void aSessionLearnsTheRatioFromItsReplies() {
        var told = Told.session().asked(2_000).then(replied(Usage.of(1_000, 10)));
        assertThat(told.state().meter().charsPerToken()).isEqualTo(2, within(0.001));
    }

    @Test
    void cachedTokensAreTokens() {
        var told = Told.session().asked(2_000).then(replied(new Usage(100, 10, 200, 300, 400)));
        assertThat(told.state().meter().charsPerToken()).isEqualTo(2, within(0.001));
    }

    @Test
    void behindABoundaryNothingIsCountedButTheRatioStays() {
        var told = Told.session()
                .asked(2_000)
                .then(replied(Usage.of(1_000, 10)))
                .answered("a", "green")
                .replied(pause("Summary."))
                .held(Decision.accept());
        assertThat(told.state().meter().countedTokens()).isZero();
        assertThat(told.state().meter().charsPerToken()).isEqualTo(2, within(0.001));
    }

    private static SessionEvent replied(Usage usage) {
        return Told.event(Purpose.WORK, using(call("a", "look", "{}"), usage));
    }
}
