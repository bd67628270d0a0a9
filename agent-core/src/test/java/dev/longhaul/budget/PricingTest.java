package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.CallBound.Summary;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a reply is booked: what for, to whom, and what is charged for the part it does not tell. */
class PricingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Reservation RESERVED =
            Reservation.of(new CallBound(10_000, 1_000, 0, new Summary(true, 500, 0, false)), Price.FREE);

    private static ModelReply reply(ReplyUsage usage, Block... content) {
        return new ModelReply("", "model-1", List.of(content), StopReason.END_TURN, "end_turn", usage);
    }

    private static Settlement settle(ModelReply reply) {
        return Pricing.NONE.settle(Purpose.WORK, "model-1", DAY, reply, RESERVED);
    }

    @Test
    void aCompactionOnTheWayIsBookedAsOne() {
        var usage = new ReplyUsage(
                Usage.of(220, 8),
                List.of(
                        new Iteration(Kind.COMPACTION, "", Usage.of(9_000, 125)),
                        new Iteration(Kind.MESSAGE, "", Usage.of(220, 8))));
        assertThat(settle(reply(usage, new Block.Compaction("We looked.", null)))
                        .parts())
                .extracting(Settlement.Part::purpose)
                .containsExactly(Purpose.COMPACTION, Purpose.WORK);
    }

    @Test
    void whoeverDidAPartIsPaidForIt() {
        var usage = new ReplyUsage(
                Usage.of(220, 8),
                List.of(
                        new Iteration(Kind.ADVISOR, "advisor-1", Usage.of(100, 10)),
                        new Iteration(Kind.MESSAGE, "", Usage.of(220, 8))));
        assertThat(settle(reply(usage)).parts())
                .extracting(Settlement.Part::model)
                .containsExactly("advisor-1", "model-1");
    }

    @Test
    void aModelWithoutAPriceIsBookedAsSuch() {
        assertThat(settle(reply(ReplyUsage.of(Usage.of(10, 1)))).parts())
                .singleElement()
                .matches(part -> !part.isPriced());
    }

    @Test
    void aReplyThatTellsAllIsChargedNothingOnTop() {
        assertThat(settle(reply(ReplyUsage.of(Usage.of(10, 1)))).unknown()).isEqualTo(Charge.NONE);
    }

    @Test
    void aReplyThatTellsNothingIsChargedAllThatWasSetAside() {
        assertThat(settle(reply(ReplyUsage.NONE)).unknown()).isEqualTo(RESERVED.worst());
    }

    @Test
    void anEntryOfZerosTellsThatNoCallWasMade() {
        var usage = new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.NONE)));
        assertThat(settle(reply(usage)).unknown()).isEqualTo(Charge.NONE);
    }

    @Test
    void aCompactionWithoutAnEntryIsChargedAtItsWorst() {
        var settled = settle(reply(ReplyUsage.of(Usage.of(220, 8)), new Block.Compaction("We looked.", null)));
        assertThat(settled.unknown().tokens()).isEqualTo(RESERVED.worst().tokens() - 228);
    }

    @Test
    void promptsWhoseCachedPartIsNotToldAreTakenAtTheirLargest() {
        var usage = new ReplyUsage(Usage.NONE, List.of(new Iteration(Kind.COMPACTION, "", Usage.of(144, 276))), true);
        assertThat(settle(reply(usage, new Block.Compaction("We looked.", null)))
                        .unknown()
                        .tokens())
                .isEqualTo(10_500 - 144);
    }
}
