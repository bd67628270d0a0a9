package dev.longhaul.budget;

import java.util.List;

/**
 * What a sub-agent has spent so far, its own sub-agents included. Immutable; part of the event by which its caller books it.
 *
 * @param settlement by model; the whole of it is paid for as {@link Purpose#SUB_AGENT}
 * @param amounts the same by dimension, with all else that a budget limits
 */
public record ChildSpending(Settlement settlement, Amounts amounts) {

    public static final ChildSpending NONE = new ChildSpending(Settlement.NONE, Amounts.NONE);

    /** All that a ledger holds. */
    public static ChildSpending of(Ledger child) {
        var bills = child.bills();
        var parts = bills.models().entrySet().stream()
                .map(paid -> new Settlement.Part(
                        Purpose.SUB_AGENT,
                        paid.getKey(),
                        paid.getValue(),
                        !bills.unpriced().contains(paid.getKey())))
                .toList();
        return new ChildSpending(new Settlement(parts, child.lost()), child.amounts());
    }

    /** The same if nobody knows what was spent since: it may be all that was set aside. What is above this is charged as unknown. */
    public ChildSpending atMost(Carve carve) {
        var most = amounts.max(carve.amounts());
        var rest = most.minus(amounts);
        var unknown = settlement.unknown().plus(new Charge(rest.billedTokens(), rest.usd()));
        return new ChildSpending(new Settlement(List.copyOf(settlement.parts()), unknown), most);
    }
}
