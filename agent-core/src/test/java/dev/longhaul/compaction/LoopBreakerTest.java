package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Usage;
import dev.longhaul.testing.Replies;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which boundary is a strike, and for what. The trigger is 50,000 tokens throughout. */
class LoopBreakerTest {

    private static final long TRIGGER = 50_000;
    private static final Signal NO_SUMMARY = new Signal.NoSummary();
    private static final CompactionHistory FRESH = CompactionHistory.NONE.replied(49_000, false);
    private static final CompactionHistory ACCEPTED = accepted(FRESH);

    private final LoopBreaker breaker = new LoopBreaker();

    private static Boundary boundary(long after) {
        return boundary("Summary.", after);
    }

    private static Boundary boundary(@Nullable String summary, long after) {
        return new Boundary(
                1, CompactionForm.THRESHOLD, Replies.compaction(summary), TRIGGER, after, Usage.NONE, Duration.ZERO);
    }

    private static CompactionHistory accepted(CompactionHistory before) {
        return before.held(boundary(500), Finding.HEALTHY, Decision.accept(), true);
    }

    /** A turn that looks at something, which answers. */
    private static CompactionHistory looked(CompactionHistory before, String at, String answer) {
        return before.replied(1_000, false).found("look", "{\"at\":\"" + at + "\"}", answer);
    }

    private Optional<Signal> judge(CompactionHistory history, Boundary boundary) {
        return judge(history, boundary, Overhead.NONE);
    }

    private Optional<Signal> judge(CompactionHistory history, Boundary boundary, Overhead overhead) {
        return breaker.judge(history, boundary, overhead, TRIGGER);
    }

    @Test
    void aSmallerContextIsHealthy() {
        assertThat(judge(FRESH, boundary(500))).isEmpty();
    }

    @Test
    void aMissingSummaryIsAStrike() {
        assertThat(judge(FRESH, boundary(null, 50_000))).contains(NO_SUMMARY);
        assertThat(judge(FRESH, boundary(" ", 50_000))).contains(NO_SUMMARY);
    }

    @Test
    void aContextNearTheTriggerIsAStrike() {
        assertThat(judge(FRESH, boundary(44_999))).isEmpty();
        assertThat(judge(FRESH, boundary(45_000))).contains(new Signal.Ineffective(45_000, TRIGGER, false));
    }

    @Test
    void aContextThatWasCompactedBelowItsTriggerHasToLoseATenthOfItself() {
        var early = new Boundary(
                1, CompactionForm.CLIENT, Replies.compaction("Summary."), 20_000, 500, Usage.NONE, Duration.ZERO);
        assertThat(judge(FRESH, early.leaving(18_000))).isEmpty();
        assertThat(judge(FRESH, early.leaving(18_001))).containsInstanceOf(Signal.Ineffective.class);
    }

    @Test
    void withoutATriggerTheContextItselfIsTheMeasure() {
        assertThat(breaker.judge(FRESH, boundary(500), Overhead.NONE, 0)).isEmpty();
        assertThat(breaker.judge(FRESH, boundary(49_000), Overhead.NONE, 0))
                .containsInstanceOf(Signal.Ineffective.class);
    }

    @Test
    void aBoundaryRightBehindAnotherIsAStrike() {
        assertThat(judge(ACCEPTED, boundary(500))).contains(new Signal.RapidRefill(0));
        assertThat(judge(looked(ACCEPTED, "sea", "blue"), boundary(500))).isEmpty();
    }

    @Test
    void aContextThatWasStillFullBehindTheLastBoundaryIsAStrike() {
        var full = ACCEPTED.replied(45_000, false).found("look", "{}", "green");
        var room = ACCEPTED.replied(44_999, false).found("look", "{}", "green");
        assertThat(judge(full, boundary(500))).contains(new Signal.Ineffective(45_000, TRIGGER, true));
        assertThat(judge(room, boundary(500))).isEmpty();
    }

    @Test
    void whatLaterRepliesFillIsNotTheBoundarysFault() {
        assertThat(judge(looked(ACCEPTED, "sea", "blue").replied(49_999, false), boundary(500)))
                .isEmpty();
    }

    @Test
    void turnsThatBringNothingNewAreARapidRefillForThreeTurns() {
        var seen = accepted(looked(FRESH, "sea", "blue"));
        var once = looked(seen, "sea", "blue");
        var thrice = looked(looked(once, "sea", "blue"), "sea", "blue");
        assertThat(judge(once, boundary(500))).contains(new Signal.RapidRefill(1));
        assertThat(judge(thrice, boundary(500))).contains(new Signal.RapidRefill(3));
        assertThat(judge(looked(thrice, "sea", "blue"), boundary(500))).isEmpty();
    }

    @Test
    void oneNewResultIsEnoughForAShortStretch() {
        var seen = accepted(looked(FRESH, "sea", "blue"));
        assertThat(judge(looked(looked(seen, "sea", "blue"), "sky", "blue"), boundary(500)))
                .isEmpty();
    }

    @Test
    void theSameCallWithAnotherResultIsNew() {
        var seen = accepted(looked(FRESH, "sea", "blue"));
        assertThat(judge(looked(seen, "sea", "grey"), boundary(500))).isEmpty();
    }

    @Test
    void whatTheProvidersOwnToolsBringCountsAsNew() {
        assertThat(judge(ACCEPTED.replied(1_000, true), boundary(500))).isEmpty();
        assertThat(judge(ACCEPTED.replied(1_000, false), boundary(500))).isPresent();
    }

    @Test
    void workDoneAgainBehindTwoBoundariesInARowIsAStrike() {
        var first = accepted(looked(looked(FRESH, "map", "north"), "sea", "blue"));
        var again = looked(looked(first, "map", "north"), "sky", "red");
        var andAgain = looked(looked(accepted(again), "map", "north"), "sky", "black");
        assertThat(judge(again, boundary(500))).isEmpty();
        assertThat(judge(andAgain, boundary(500))).contains(new Signal.RepeatedWork("look {\"at\":\"map\"}", 1, 1));
    }

    @Test
    void findingOnesFeetBehindEachBoundaryIsHealthyWhileMoreIsNew() {
        var history = looked(FRESH, "map", "north");
        for (int i = 0; i < 20; i++) {
            history = accepted(history);
            history = looked(history, "map", "north");
            history = looked(looked(history, "left " + i, "hill"), "right " + i, "lake");
            assertThat(judge(history, boundary(500))).isEmpty();
        }
    }

    @Test
    void waitingForSomethingIsNoRepetitionHoweverLongItTakes() {
        var history = looked(FRESH, "door", "shut");
        for (int i = 0; i < 5; i++) {
            history = accepted(history);
            for (int turn = 0; turn < 11; turn++) {
                history = looked(history, "door", "shut");
            }
            assertThat(judge(history, boundary(500))).isEmpty();
        }
    }

    @Test
    void overheadIsBlamedForABoundaryThatDoesNotHelpIfMostOfWhatStaysIsOverhead() {
        var heavy = new Overhead(1_000, 2_000, 40_000, 100);
        assertThat(judge(FRESH, boundary(45_000), heavy)).contains(new Signal.FixedOverhead(heavy, TRIGGER));
        assertThat(judge(FRESH, boundary(100_000), heavy)).containsInstanceOf(Signal.Ineffective.class);
        assertThat(judge(FRESH, boundary(45_000), new Overhead(0, 0, 24_999, 0)))
                .containsInstanceOf(Signal.Ineffective.class);
    }

    @Test
    void overheadIsBlamedForARapidRefillToo() {
        var heavy = new Overhead(0, 0, 25_000, 0);
        assertThat(judge(ACCEPTED.replied(26_000, false), boundary(26_000), heavy))
                .contains(new Signal.FixedOverhead(heavy, TRIGGER));
    }

    @Test
    void overheadThatLeavesAQuarterIsAStrikeWhereBoundariesComeEveryFewTurns() {
        var heavy = new Overhead(0, 37_500, 0, 0);
        var soon = looked(ACCEPTED, "sea", "blue");
        var later = looked(looked(looked(soon, "sky", "red"), "hill", "green"), "lake", "grey");
        assertThat(judge(soon, boundary(38_000), heavy)).contains(new Signal.FixedOverhead(heavy, TRIGGER));
        assertThat(judge(soon, boundary(38_000), new Overhead(0, 37_499, 0, 0))).isEmpty();
        assertThat(judge(later, boundary(38_000), heavy)).isEmpty();
    }

    @Test
    void overheadIsNamedWithItsSizesAndToolOutputIsCleared() {
        var why = new Signal.FixedOverhead(new Overhead(1_000, 2_000, 122_000, 50), 150_000).why();
        assertThat(why)
                .contains("125,050 of 150,000", "system 1,000", "tools 2,000", "pins 122,000", "continuation 50")
                .contains("neither the summary nor tool output is the reason");
    }

    @Test
    void theRetryOfASummaryThatWasSentBackIsNoStrike() {
        var sentBack = ACCEPTED.held(boundary(500), Finding.HEALTHY, Decision.resummarise("Better."), false);
        assertThat(judge(sentBack, boundary(500))).isEmpty();
    }

    @Test
    void aHistoryThatWasKeptIsFullByRight() {
        var kept = FRESH.held(boundary(500), Finding.HEALTHY, Decision.keepHistory(), false);
        assertThat(judge(kept.replied(49_999, false), boundary(500))).isEmpty();
    }

    @Test
    void anAgentThatFindsSomethingNewInEachTurnMayCompactForEver() {
        var history = FRESH;
        for (int i = 0; i < 500; i++) {
            for (int turn = 0; turn < 5; turn++) {
                history = looked(history, i + "/" + turn, "something");
            }
            assertThat(judge(history, boundary(500))).isEmpty();
            history = accepted(history);
            assertThat(history.seen().latest()).hasSizeLessThanOrEqualTo(SeenResults.MOST);
        }
    }
}
