package dev.longhaul.budget;

import java.util.List;
import java.util.TreeSet;

/**
 * What something cost, as far as it is known. Immutable.
 *
 * @param known the sum over all that has a price
 * @param unpriced the models that were used and have none, in order, each once; what they cost comes on top of {@code known}
 */
public record Cost(Money known, List<String> unpriced) {

    public static final Cost NONE = new Cost(Money.ZERO, List.of());

    public Cost {
        unpriced = unpriced.isEmpty() ? List.of() : List.copyOf(new TreeSet<>(unpriced));
    }

    static Cost of(Money known) {
        return new Cost(known, List.of());
    }

    static Cost unpriced(String model) {
        return new Cost(Money.ZERO, List.of(model));
    }

    /** Whether {@link #known} is all of it. */
    public boolean isComplete() {
        return unpriced.isEmpty();
    }

    /**
     * Both together.
     *
     * @throws ArithmeticException if it is more than {@link Money} holds
     */
    public Cost plus(Cost other) {
        var names = unpriced;
        if (!other.unpriced.isEmpty()) {
            var both = new TreeSet<>(unpriced);
            both.addAll(other.unpriced);
            names = List.copyOf(both);
        }
        return new Cost(known.plus(other.known), names);
    }
}
