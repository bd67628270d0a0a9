package dev.longhaul.budget;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that was billed, and for what. Immutable; as large as there are purposes and models, however long the session.
 *
 * @param all the sum
 * @param purposes the same by purpose; what nothing was spent on is left out
 * @param models the same by who was paid
 * @param unpriced of these, those that have no price
 */
public record Bills(Spent all, Map<Purpose, Spent> purposes, Map<String, Spent> models, Set<String> unpriced) {

    public static final Bills NONE = new Bills(Spent.NONE, Map.of(), Map.of(), Set.of());

    public Bills {
        purposes = Collections.unmodifiableMap(purposes);
        models = Collections.unmodifiableMap(models);
        unpriced = Collections.unmodifiableSet(unpriced);
    }

    Bills plus(Settlement settlement) {
        var sum = all;
        var byPurpose = new EnumMap<Purpose, Spent>(Purpose.class);
        byPurpose.putAll(purposes);
        var byModel = new TreeMap<>(models);
        var without = unpriced;
        for (var part : settlement.parts()) {
            sum = sum.plus(part.spent());
            byPurpose.merge(part.purpose(), part.spent(), Spent::plus);
            byModel.merge(part.model(), part.spent(), Spent::plus);
            if (!part.isPriced() && !without.contains(part.model())) {
                without = new TreeSet<>(without);
                without.add(part.model());
            }
        }
        return new Bills(sum, byPurpose, byModel, without);
    }

    /** What was billed for one purpose. */
    public Spent of(Purpose purpose) {
        return purposes.getOrDefault(purpose, Spent.NONE);
    }
}
