package dev.longhaul.budget;

import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

/** Puts prices to a session's calls. Immutable. */
public record Pricing(PriceList list) {

    /** Counts tokens only. */
    public static final Pricing NONE = new Pricing(PriceList.EMPTY);

    /**
     * What a token of a call may cost at worst, written to the five-minute cache perhaps but never to a longer one, which
     * nothing here asks for; {@link Price#FREE} for a model without a price, which no dollar limit lets
     * through to here.
     *
     * @param promptTokens no prompt of it can have more
     */
    public Price worst(String model, LocalDate day, long promptTokens) {
        return list.worstPrice(model, day, promptTokens)
                .map(Price::withoutLongCache)
                .orElse(Price.FREE);
    }

    /**
     * What a reply cost.
     *
     * @param purpose what the call was for; compaction on the way is booked as such
     * @param model the one that was asked
     * @param reserved what was set aside, charged where the reply does not tell what it cost
     */
    public Settlement settle(Purpose purpose, String model, LocalDate day, ModelReply reply, Reservation reserved) {
        var parts = new ArrayList<Settlement.Part>();
        for (var part : Bill.parts(model, reply.usage())) {
            if (!part.usage().equals(Usage.NONE)) {
                parts.add(priced(part, purpose, day));
            }
        }
        var settled = new Settlement(parts, Charge.NONE);
        return Untold.isPossible(reply)
                ? new Settlement(parts, Untold.rest(reply.usage(), settled, reserved))
                : settled;
    }

    private Settlement.Part priced(Bill.Part part, Purpose purpose, LocalDate day) {
        Optional<Price> price = list.price(part.model(), day, part.usage().prompt());
        var costs = price.map(p -> p.costs(part.usage())).orElse(Costs.NONE);
        return new Settlement.Part(
                part.kind() == ReplyUsage.Kind.COMPACTION ? Purpose.COMPACTION : purpose,
                part.model(),
                new Spent(part.usage(), costs),
                price.isPresent());
    }
}
