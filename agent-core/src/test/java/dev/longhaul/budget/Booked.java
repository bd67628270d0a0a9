package dev.longhaul.budget;

import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import java.time.LocalDate;
import java.util.List;

/** Ledgers with replies in them, from a model without a price. */
final class Booked {

    private Booked() {}

    static Ledger replies(ReplyUsage... usages) {
        var ledger = Ledger.EMPTY;
        for (var usage : usages) {
            ledger = ledger.settle(settlement(usage), usage.contextBehind());
        }
        return ledger;
    }

    static Settlement settlement(ReplyUsage usage) {
        var reply = new ModelReply("", "model-1", List.of(), StopReason.END_TURN, "end_turn", usage);
        return Pricing.NONE.settle(Purpose.WORK, "model-1", LocalDate.EPOCH, reply, Reservation.NONE);
    }
}
