package dev.longhaul.session;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Settlement;
import dev.longhaul.compaction.Background;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a compaction comes before the next request, and which messages it closes. The trigger is 10,000 tokens. */
class CompactionDueTest {

    private static final Compaction ON_DEMAND = Compaction.onDemand(10_000);
    private static final Next WORK = new Next.AskModel(Purpose.WORK);
    private static final Next COMPACT = new Next.AskModel(Purpose.COMPACTION);
    private static final Next WAIT = new Next.AwaitCompaction();

    /** So many turns, at the end of which the context has so many tokens. */
    private static Told at(Compaction compaction, int turns, long tokens) {
        var told = Told.session(compaction);
        for (int i = 1; i <= turns; i++) {
            turn(told, "c" + i, i < turns ? 100 : tokens - 20);
        }
        return told;
    }

    private static Told turn(Told told, String id, long tokens) {
        return told.replied(using(call(id, "look", "{}"), Usage.of(tokens, 10))).answered(id, "green");
    }

    private static Told begun(long tokens) {
        return at(ON_DEMAND.inBackground(), 3, tokens)
                .then(new SessionEvent.CompactionBegun(5, 8_000, Told.reserving(9_000)));
    }

    private static Told asking(Told told, CompactionRange range) {
        return told.then(new SessionEvent.CompactionRequested(range, null));
    }

    @Test
    void withoutABackgroundTheWorkWaitsAtTheTrigger() {
        assertThat(at(ON_DEMAND, 3, 9_900).next()).isEqualTo(WORK);
        assertThat(at(ON_DEMAND, 3, 10_100).next()).isEqualTo(COMPACT);
    }

    @Test
    void itBeginsInTheBackgroundAtFourFifthsOfTheTrigger() {
        assertThat(at(ON_DEMAND.inBackground(), 3, 7_900).next()).isEqualTo(WORK);
        assertThat(at(ON_DEMAND.inBackground(), 3, 8_100).next()).isEqualTo(new Next.BeginCompaction(5));
    }

    @Test
    void orAtAnyOtherShare() {
        assertThat(at(ON_DEMAND.inBackground(0.5), 3, 5_100).next()).isEqualTo(new Next.BeginCompaction(5));
    }

    @Test
    void itBeginsInTheBackgroundAboveTheTriggerTooWhileThereIsRoom() {
        assertThat(at(ON_DEMAND.inBackground(), 3, 12_400).next()).isEqualTo(new Next.BeginCompaction(5));
        assertThat(at(ON_DEMAND.inBackground(), 3, 12_600).next()).isEqualTo(COMPACT);
    }

    @Test
    void whatHasNotBeenSentYetIsNotSummedUp() {
        var told = at(ON_DEMAND.inBackground(), 1, 8_100);
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(turn(told, "c2", 8_200).next()).isEqualTo(new Next.BeginCompaction(3));
    }

    @Test
    void rightBehindABoundaryNothingWasSentYetThatCouldBeSummedUp() {
        var behind = begun(8_100)
                .replied(using(call("c4", "look", "{}"), Usage.of(8_200, 10)))
                .answered("c4", "x".repeat(8_000))
                .replied(using(call("c5", "look", "{}"), Usage.of(8_300, 10)))
                .answered("c5", "x".repeat(5_500))
                .then(Told.event(Purpose.COMPACTION, signed("We looked.")))
                .held(Decision.accept(), Finding.HEALTHY, 4);
        assertThat(behind.state().contextTokens()).isGreaterThan(8_000);
        assertThat(behind.next()).isEqualTo(WORK);
        var sent = behind.asked(behind.state().requestChars())
                .then(Told.event(Purpose.WORK, using(call("c6", "look", "{}"), Usage.of(9_000, 10))))
                .answered("c6", "green");
        assertThat(sent.next()).isEqualTo(new Next.BeginCompaction(5));
    }

    @Test
    void aLargeResultIsSentBeforeItIsSummedUp() {
        var told = at(ON_DEMAND.inBackground(), 2, 2_000)
                .replied(using(call("big", "look", "{}"), Usage.of(7_900, 10)))
                .answered("big", "x".repeat(600));
        assertThat(told.next()).isEqualTo(WORK);
    }

    @Test
    void asManyTurnsAsThePolicyKeepsStandBehindTheCut() {
        assertThat(at(ON_DEMAND.inBackground().keepTurns(2), 6, 8_100).next()).isEqualTo(new Next.BeginCompaction(9));
    }

    @Test
    void whileOneIsWrittenTheWorkGoesOnUpToAQuarterAboveTheTrigger() {
        assertThat(begun(8_100).next()).isEqualTo(WORK);
        assertThat(turn(begun(8_100), "c4", 12_400).next()).isEqualTo(WORK);
        assertThat(turn(begun(8_100), "c4", 12_600).next()).isEqualTo(WAIT);
    }

    @Test
    void orAsFarAsThePolicySays() {
        var told = at(ON_DEMAND.inBackground(new Background(0.8, 1)), 3, 8_100)
                .then(new SessionEvent.CompactionBegun(5, 8_000, Told.reserving(9_000)));
        assertThat(turn(told, "c4", 10_100).next()).isEqualTo(WAIT);
    }

    @Test
    void aTurnThatTheProviderInterruptedIsNotCompacted() {
        var search = new Block.Opaque("server_tool_use", new Json("{\"id\":\"s\"}"));
        var told = at(ON_DEMAND, 3, 9_000)
                .replied(using(reply(StopReason.PAUSE_TURN, List.of(search)), Usage.of(11_000, 10)));
        assertThat(told.next()).isEqualTo(WORK);
    }

    @Test
    void aSummaryThatNobodyKnowsOfAfterACrashIsChargedAndMayBeBegunAgain() {
        var crashed = begun(8_100);
        assertThat(crashed.state().pendingReservation()).hasValue(Told.reserving(9_000));
        var lost =
                crashed.then(new SessionEvent.CompactionDropped("lost", null, Told.charging(9_000), Settlement.NONE));
        assertThat(lost.state().ledger().unknown()).isEqualTo(9_000);
        assertThat(lost.state().pendingReservation()).isEmpty();
        assertThat(lost.next()).isEqualTo(new Next.BeginCompaction(5));
    }

    @Test
    void afterACallThatFailedTheContextGrowsByAQuarterBeforeTheNext() {
        var failed = begun(8_100)
                .then(new SessionEvent.ModelFailed(
                        Purpose.COMPACTION, ModelException.Kind.OVERLOADED, "busy", Charge.NONE));
        assertThat(failed.next()).isEqualTo(WORK);
        assertThat(turn(failed, "c4", 10_000).next()).isEqualTo(WORK);
        assertThat(turn(failed, "c5", 10_400).next()).isInstanceOf(Next.BeginCompaction.class);
    }

    @Test
    void whatIsAskedForByHandIsDoneBelowTheTrigger() {
        assertThat(asking(at(ON_DEMAND, 3, 500), CompactionRange.allButLast(1)).next())
                .isEqualTo(COMPACT);
        assertThat(asking(at(ON_DEMAND, 3, 500), CompactionRange.allButLast(1))
                        .state()
                        .cut())
                .isEqualTo(new Cut(0, 5, 7));
    }

    @Test
    void itWaitsForASummaryThatIsBeingWritten() {
        assertThat(asking(begun(8_100), CompactionRange.everything()).next()).isEqualTo(WORK);
    }

    @Test
    void itWaitsForTheResultsOfTheCallsUnderWay() {
        var calling = at(ON_DEMAND, 3, 500).replied(call("c4", "look", "{}"));
        var told = asking(calling, CompactionRange.everything());
        assertThat(told.next()).isInstanceOf(Next.RunTools.class);
        assertThat(told.answered("c4", "green").next()).isEqualTo(COMPACT);
    }

    @Test
    void theLastRequestIsTheOneThatIsServed() {
        var told = asking(asking(at(ON_DEMAND, 3, 500), CompactionRange.everything()), CompactionRange.allButLast(2));
        assertThat(told.state().cut()).isEqualTo(new Cut(0, 3, 7));
    }

    @Test
    void aRangeWithoutATurnIsGivenUpWithAWord() {
        var told = asking(at(ON_DEMAND, 3, 500), CompactionRange.allButLast(3));
        assertThat(told.next()).isInstanceOf(Next.DropRequest.class);
        assertThat(told.then(new SessionEvent.CompactionDropped("nothing in it", null, Charge.NONE, Settlement.NONE))
                        .next())
                .isEqualTo(WORK);
    }

    @Test
    void aRequestThatFailsIsNotRepeatedAndDoesNotPutTheTriggerOff() {
        var told = asking(at(ON_DEMAND, 3, 9_900), CompactionRange.everything())
                .then(new SessionEvent.ModelAsked(Purpose.COMPACTION, 100, 100, Reservation.NONE))
                .then(new SessionEvent.ModelFailed(
                        Purpose.COMPACTION, ModelException.Kind.OVERLOADED, "busy", Charge.NONE));
        assertThat(told.next()).isEqualTo(WORK);
        assertThat(turn(told, "c4", 10_100).next()).isEqualTo(COMPACT);
    }

    @Test
    void whatIsAskedForWhileASummaryIsAwaitedComesNext() {
        var told = asking(at(ON_DEMAND, 4, 10_100), CompactionRange.allButLast(1))
                .then(new SessionEvent.ModelAsked(Purpose.COMPACTION, 100, 100, Reservation.NONE));
        var again = asking(told, CompactionRange.allButLast(2));
        assertThat(again.state().cut()).as("the one under way").isEqualTo(new Cut(0, 7, 9));
    }
}
