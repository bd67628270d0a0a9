package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Usage;
import dev.longhaul.testing.Replies;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered from boundary to boundary, and for how long. */
class CompactionHistoryTest {

    private static final Decision AGAIN = Decision.resummarise("Again.");
    private static final Finding NO_SUMMARY = Finding.of(new Signal.NoSummary(), Rung.TIGHTER_INSTRUCTIONS);
    private static final Finding REFILL = Finding.of(new Signal.RapidRefill(1), Rung.TIGHTER_INSTRUCTIONS);

    private static Boundary boundary(@Nullable String summary) {
        return new Boundary(
                1, CompactionForm.THRESHOLD, Replies.compaction(summary), 50_000, 500, Usage.NONE, Duration.ZERO);
    }

    private static CompactionHistory failed(CompactionHistory before) {
        return before.held(boundary(null), NO_SUMMARY, AGAIN, false);
    }

    private static CompactionHistory accepted(CompactionHistory before) {
        return before.held(boundary("Summary."), Finding.HEALTHY, Decision.accept(), true);
    }

    private static CompactionHistory sentBack(CompactionHistory before, Finding finding) {
        return before.held(boundary("Vague."), finding, AGAIN, false);
    }

    private static CompactionHistory replied(CompactionHistory before) {
        return before.replied(1_000, false);
    }

    @Test
    void oneThatHelpsClearsTheStrikes() {
        var history = accepted(failed(failed(CompactionHistory.NONE)));
        assertThat(history.strikes()).isEqualTo(Strikes.NONE);
        assertThat(history.tally()).isEqualTo(new Tally(3, 2, 1));
    }

    @Test
    void theHighestRungStaysReachedWhileTheStrikesLast() {
        var history = failed(CompactionHistory.NONE)
                .held(boundary(null), Finding.of(new Signal.NoSummary(), Rung.NONE), Decision.keepHistory(), false);
        assertThat(history.strikes().inARow()).isEqualTo(2);
        assertThat(history.strikes().reached()).isEqualTo(Rung.TIGHTER_INSTRUCTIONS);
    }

    @Test
    void aBetterSummaryAloneDoesNotDisproveARefill() {
        var retried = accepted(sentBack(CompactionHistory.NONE, REFILL));
        assertThat(retried.strikes().inARow()).isEqualTo(1);
        assertThat(accepted(replied(retried)).strikes()).isEqualTo(Strikes.NONE);
    }

    @Test
    void norDoesOneThatFollowsAFailure() {
        var retried = accepted(failed(sentBack(CompactionHistory.NONE, REFILL)));
        assertThat(retried.strikes().inARow()).isEqualTo(2);
    }

    @Test
    void aBoundaryThatAStandInClosedIsNoneThatWasAccepted() {
        var standIn = Finding.of(new Signal.NoSummary(), Rung.STAND_IN).standingIn(StandIn.extract(true));
        var history = CompactionHistory.NONE.held(boundary(null), standIn, Decision.accept(), true);
        assertThat(history.tally()).isEqualTo(new Tally(1, 1, 0));
        assertThat(history.strikes().inARow()).isEqualTo(1);
    }

    @Test
    void aSummaryThatCouldHaveStoodIsRememberedWhileItIsOfThisHistory() {
        var history = failed(sentBack(CompactionHistory.NONE, Finding.HEALTHY));
        assertThat(history.attempts().usable()).isEqualTo(Replies.compaction("Vague."));
        assertThat(replied(history).attempts().usable()).isNull();
        assertThat(accepted(history).attempts().usable()).isNull();
    }

    @Test
    void aSummaryThatFreesNothingCouldNotHaveStood() {
        var little = Finding.of(new Signal.Ineffective(49_000, 50_000, false), Rung.TIGHTER_INSTRUCTIONS);
        assertThat(sentBack(CompactionHistory.NONE, little).attempts().usable()).isNull();
    }

    @Test
    void onlyWhatAHookSendsBackCountsAgainstTheHook() {
        var history = sentBack(failed(CompactionHistory.NONE), Finding.HEALTHY);
        assertThat(history.attempts().inARow()).isEqualTo(2);
        assertThat(history.attempts().sentBack()).isEqualTo(1);
    }

    @Test
    void aCompactionThatWasPutOffIsDueAgainAfterTwentyTurns() {
        var history = CompactionHistory.NONE.held(boundary("Summary."), Finding.HEALTHY, Decision.keepHistory(), false);
        for (int turn = 0; turn < 20; turn++) {
            assertThat(history.isProbeDue()).isFalse();
            history = replied(history);
        }
        assertThat(history.isProbeDue()).isTrue();
        assertThat(history.probing().isProbeDue()).isFalse();
    }

    @Test
    void whatWasNeverPutOffIsNeverDue() {
        var history = accepted(CompactionHistory.NONE);
        for (int turn = 0; turn < 50; turn++) {
            history = replied(history);
        }
        assertThat(history.isProbeDue()).isFalse();
    }

    @Test
    void aTrialLeavesTheStrikesAndBringsThePinsBack() {
        var shed = Finding.of(new Signal.FixedOverhead(Overhead.NONE, 50_000), Rung.SHED_PINS)
                .shedding(Pin.Priority.HIGH);
        var history = CompactionHistory.NONE.held(boundary("Summary."), shed, Decision.accept(), true);
        assertThat(history.strikes().shed()).isEqualTo(Pin.Priority.HIGH);
        assertThat(history.probing().strikes()).isEqualTo(new Strikes(1, Rung.SHED_PINS, null, true));
    }

    @Test
    void nothingThatIsRememberedGrowsWithoutEnd() {
        var history = CompactionHistory.NONE;
        for (int i = 0; i < 2_000; i++) {
            history = replied(history).found("look", "{\"at\":" + i + "}", "x".repeat(300));
        }
        assertThat(history.seen().latest()).hasSize(SeenResults.MOST);
        assertThat(history.found("look", "{\"at\":1999}", "x".repeat(300))
                        .seen()
                        .latest())
                .hasSize(SeenResults.MOST);
    }

    @Test
    void aResultIsForgottenOnlyWhenFiveHundredOthersCameSince() {
        var history = CompactionHistory.NONE.found("look", "{}", "green");
        for (int i = 0; i < SeenResults.MOST - 1; i++) {
            history = history.found("look", "{\"at\":" + i + "}", "x");
        }
        history = accepted(history);
        assertThat(history.found("look", "{}", "green").stretch().results().repeated())
                .isEqualTo(1);
        assertThat(history.found("peek", "{}", "x")
                        .found("look", "{}", "green")
                        .stretch()
                        .results()
                        .repeated())
                .isZero();
    }

    @Test
    void aRepeatedCallIsQuotedInAFewWords() {
        var known = accepted(CompactionHistory.NONE.found("write", "{\"text\":\"" + "x".repeat(5_000) + "\"}", "ok"));
        var example = known.found("write", "{\"text\":\"" + "x".repeat(5_000) + "\"}", "ok")
                .stretch()
                .results()
                .example();
        assertThat(example).startsWith("write {\"text\":\"xxx").hasSizeLessThan(250);
    }
}
