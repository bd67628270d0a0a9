package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Usage;
import org.junit.jupiter.api.Test;

/** How much of a history stays word for word behind a boundary. */
class KeptTailTest {

    private static Told turns(Compaction compaction, int turns, String result) {
        var told = Told.session(compaction);
        for (int i = 0; i < turns; i++) {
            told.replied(using(call("c" + i, "look", "{}"), Usage.of(100, 10))).answered("c" + i, result);
        }
        return told;
    }

    private static int kept(Told told) {
        return told.replied(pause("Summary.")).state().cut().kept();
    }

    @Test
    void theLastCallUnlessThePolicySaysMore() {
        assertThat(kept(turns(Compaction.at(50_000), 4, "green"))).isEqualTo(2);
        assertThat(kept(turns(Compaction.at(50_000).keepTurns(3), 4, "green"))).isEqualTo(6);
    }

    @Test
    void turnsThatThePolicyNamesAreNotBoundByTheTail() {
        assertThat(kept(turns(Compaction.at(50_000).keepTail(0).keepTurns(2), 4, "green")))
                .isEqualTo(4);
    }

    @Test
    void aTurnIsAlwaysLeftToSumUp() {
        assertThat(kept(turns(Compaction.at(50_000).keepTurns(9), 4, "green"))).isEqualTo(6);
        assertThat(kept(turns(Compaction.at(50_000).keepTurns(9), 1, "green"))).isZero();
    }

    @Test
    void turnsThatWouldLeaveNoRoomToWorkAreFewer() {
        // About 20,000 tokens each by the cautious first guess; two fill more than three quarters of the trigger.
        var told = Told.session(Compaction.at(50_000).keepTurns(3));
        for (int i = 0; i < 4; i++) {
            told.then(Told.event(Purpose.WORK, using(call("c" + i, "look", "{}"), Usage.NONE)))
                    .answered("c" + i, "x".repeat(70_000));
        }
        assertThat(kept(told)).isEqualTo(2);
    }
}
