package dev.longhaul.budget;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a session spent, as an operator wants to see it: for what, by whom, in which class of tokens, and what compaction and
 * caching were good for. Immutable.
 *
 * @param purposes a row for each purpose that something was spent on
 * @param models a row for each model that was paid, in order
 * @param all the sum of either
 * @param unknown charged at worst on top, by class unknown
 * @param compaction what compactions cost, and an estimate of what they saved
 * @param unpriced models without a price; what they cost is in no sum
 */
public record SpendingTable(
        List<Row> purposes,
        List<Row> models,
        Spent all,
        Charge unknown,
        CompactionSaving compaction,
        Set<String> unpriced) {

    public SpendingTable {
        purposes = List.copyOf(purposes);
        models = List.copyOf(models);
        unpriced = Set.copyOf(unpriced);
    }

    /** What was spent on, or by, {@code name}. */
    public record Row(String name, Spent spent) {}

    /**
     * What compactions cost and saved.
     *
     * @param cost of summaries and probes of them
     * @param tokens as {@link Savings#notSentAgain()} defines them
     * @param usd their worth, each at what a prompt token of a call for work cost on average, caching included
     */
    public record CompactionSaving(Spent cost, long tokens, Money usd) {}

    public static SpendingTable of(Ledger ledger) {
        var bills = ledger.bills();
        return new SpendingTable(
                Arrays.stream(Purpose.values())
                        .filter(purpose -> bills.purposes().containsKey(purpose))
                        .map(purpose -> new Row(purpose.word(), bills.of(purpose)))
                        .toList(),
                bills.models().entrySet().stream()
                        .map(model -> new Row(model.getKey(), model.getValue()))
                        .toList(),
                bills.all(),
                ledger.lost(),
                compaction(ledger),
                bills.unpriced());
    }

    private static CompactionSaving compaction(Ledger ledger) {
        var bills = ledger.bills();
        var work = bills.of(Purpose.WORK);
        long tokens = ledger.savings().notSentAgain();
        return new CompactionSaving(
                bills.of(Purpose.COMPACTION).plus(bills.of(Purpose.PROBE)),
                tokens,
                work.costs().prompt().share(tokens, work.usage().prompt()));
    }

    /** What caching spared: negative if writing to the cache cost more than reading from it brought. */
    public Money savedByCaching() {
        return all.costs().uncached().minus(all.usd());
    }
}
