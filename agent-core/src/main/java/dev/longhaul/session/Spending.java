package dev.longhaul.session;

import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session spent, and which edges of its budget it went over. Immutable.
 *
 * @param crossed edges that fired; each fires once, across restarts
 */
public record Spending(Ledger ledger, List<Crossing> crossed) {

    static final Spending NONE = new Spending(Ledger.EMPTY, List.of());

    public Spending {
        crossed = List.copyOf(crossed);
    }

    Spending with(Ledger changed) {
        return new Spending(changed, crossed);
    }

    Spending fired(Crossing crossing) {
        var more = new ArrayList<>(crossed);
        more.add(crossing);
        return new Spending(ledger, more);
    }

    boolean hasFired(Crossing crossing) {
        return crossed.stream().anyMatch(f -> f.limit() == crossing.limit() && f.edge() == crossing.edge());
    }
}
