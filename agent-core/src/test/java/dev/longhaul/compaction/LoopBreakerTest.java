package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.LoopBreaker.Signal;
import dev.longhaul.compaction.LoopBreaker.Verdict;
import dev.longhaul.model.Usage;
import dev.longhaul.testing.Replies;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which boundary is a strike, and when strikes are a loop. The trigger is 50,000 tokens throughout. */
class LoopBreakerTest {

    private static final CompactionHistory FRESH = CompactionHistory.NONE.replied(49_000);
    private static final CompactionHistory ACCEPTED = FRESH.held(boundary(500), false, Decision.accept());

    private final LoopBreaker breaker = new LoopBreaker();

    private static Boundary boundary(long after) {
        return boundary("Summary.", after);
    }

    private static Boundary boundary(@Nullable String summary, long after) {
        return new Boundary(
                1, CompactionForm.THRESHOLD, Replies.compaction(summary), 50_000, after, Usage.NONE, Duration.ZERO);
    }

    private Verdict judge(CompactionHistory history, Boundary boundary) {
        return breaker.judge(history, boundary, 50_000);
    }

    private void isStrike(Signal signal, Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Strike.class, strike -> assertThat(strike.signal())
                .isEqualTo(signal));
    }

    private static void isHealthy(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void aSmallerContextIsHealthy() {
        isHealthy(judge(FRESH, boundary(500)));
    }

    @Test
    void aMissingSummaryIsAStrike() {
        isStrike(Signal.NO_SUMMARY, judge(FRESH, boundary(null, 50_000)));
        isStrike(Signal.NO_SUMMARY, judge(FRESH, boundary(" ", 50_000)));
    }

    @Test
    void aContextNearTheTriggerIsAStrike() {
        isHealthy(judge(FRESH, boundary(44_999)));
        isStrike(Signal.FREED_TOO_LITTLE, judge(FRESH, boundary(45_000)));
    }

    @Test
    void aBoundaryRightBehindAnotherIsAStrike() {
        isStrike(Signal.NO_REPLY_BETWEEN, judge(ACCEPTED, boundary(500)));
        isHealthy(judge(ACCEPTED.replied(1_000), boundary(500)));
    }

    @Test
    void aContextThatWasStillFullBehindTheLastBoundaryIsAStrike() {
        isStrike(Signal.THE_ONE_BEFORE_FREED_TOO_LITTLE, judge(ACCEPTED.replied(45_000), boundary(500)));
        isHealthy(judge(ACCEPTED.replied(44_999), boundary(500)));
    }

    @Test
    void whatLaterRepliesFillIsNotTheBoundarysFault() {
        isHealthy(judge(ACCEPTED.replied(1_000).replied(49_999), boundary(500)));
    }

    @Test
    void theRetryOfASummaryThatWasSentBackIsNoStrike() {
        var sentBack = FRESH.held(boundary(500), false, Decision.resummarise("Better."));
        isHealthy(judge(sentBack, boundary(500)));
    }

    @Test
    void aHistoryThatWasKeptIsFullByRight() {
        var kept = FRESH.held(boundary(500), false, Decision.keepHistory());
        isHealthy(judge(kept.replied(49_999), boundary(500)));
    }

    @Test
    void theThirdStrikeInARowIsALoop() {
        var once = FRESH.held(boundary(null, 50_000), true, Decision.resummarise("Again."));
        var twice = once.held(boundary(null, 50_000), true, Decision.resummarise("Again."));
        isStrike(Signal.NO_SUMMARY, judge(once, boundary(null, 50_000)));
        assertThat(judge(twice, boundary(null, 50_000)))
                .isInstanceOfSatisfying(
                        Verdict.Loop.class, loop -> assertThat(loop.why()).contains("3 compactions in a row"));
    }

    @Test
    void oneThatHelpsClearsTheStrikes() {
        var history = FRESH.held(boundary(null, 50_000), true, Decision.resummarise("Again."))
                .held(boundary(null, 50_000), true, Decision.resummarise("Again."))
                .held(boundary(500), false, Decision.accept());
        assertThat(history.strikes()).isZero();
        assertThat(history.count()).isEqualTo(3);
        assertThat(history.failed()).isEqualTo(2);
        assertThat(history.accepted()).isEqualTo(1);
    }
}
