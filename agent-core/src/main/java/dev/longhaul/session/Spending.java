package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Ledger;
import dev.longhaul.budget.Reservation;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session may spend, what it spent, and which edges it went over. Immutable.
 *
 * @param budget as it stands now; it may have been raised
 * @param crossed edges that fired; each fires once, across restarts
 * @param inFlight what is set aside for a call that is under way; {@link Reservation#NONE} for none
 * @param lostAttempts attempts of the call under way that were charged at worst
 * @param raised whether the budget was changed since the session was begun or taken up
 */
public record Spending(
        Budget budget, Ledger ledger, List<Crossing> crossed, Reservation inFlight, int lostAttempts, boolean raised) {

    public Spending {
        crossed = List.copyOf(crossed);
    }

    static Spending of(Budget budget) {
        return new Spending(budget, Ledger.EMPTY, List.of(), Reservation.NONE, 0, false);
    }

    Spending with(Ledger changed) {
        return new Spending(budget, changed, crossed, inFlight, lostAttempts, raised);
    }

    /** A call is about to be made. */
    Spending asked(Reservation reserved) {
        return new Spending(budget, ledger, crossed, reserved, 0, raised);
    }

    /** No call is under way any more. */
    Spending landed() {
        return new Spending(budget, ledger, crossed, Reservation.NONE, 0, raised);
    }

    /** An attempt brought no reply. */
    Spending failed(ModelException.Kind kind, Charge unknown) {
        if (!unknown.equals(Charge.NONE)) {
            return new Spending(budget, ledger.charge(unknown), crossed, inFlight, lostAttempts + 1, raised);
        }
        return kind == ModelException.Kind.UNREACHABLE ? this : with(ledger.attempted());
    }

    /** An attempt brought a reply, which proves how large the prompts of the lost ones before it were. */
    Spending proven(ReplyUsage usage) {
        var told = usage.billed();
        if (lostAttempts == 0 || usage.isPartial() || told.equals(Usage.NONE)) {
            return this;
        }
        int samplings = Math.max(1, usage.iterations().size());
        var tooMuch = inFlight.worst().minus(inFlight.worstGiven(told.prompt(), samplings));
        return new Spending(budget, ledger.correct(tooMuch.times(lostAttempts)), crossed, inFlight, 0, raised);
    }

    Spending fired(Crossing crossing) {
        var more = new ArrayList<>(crossed);
        more.add(crossing);
        return new Spending(budget, ledger, more, inFlight, lostAttempts, raised);
    }

    /** Somebody takes the session up: a raise counts from here on. */
    Spending takenUp() {
        return new Spending(budget, ledger, crossed, inFlight, lostAttempts, false);
    }

    /** A session that had ended goes on: what led to its end is looked at anew. */
    Spending reopened() {
        return reopened(Reservation.NONE);
    }

    /** What led, or leads, to an end is looked at anew, while a call may be under way. */
    Spending reopened(Reservation underWay) {
        var warnings = crossed.stream().filter(c -> c.edge() == Edge.WARN).toList();
        return new Spending(budget, ledger, warnings, underWay, lostAttempts, raised);
    }

    /** The session goes on from an earlier place with the context that {@code earlier} had open. */
    Spending abandonedFor(Ledger earlier) {
        return reopened().with(ledger.abandonedFor(earlier));
    }

    boolean hasFired(Crossing crossing) {
        return crossed.stream().anyMatch(f -> f.limit() == crossing.limit() && f.edge() == crossing.edge());
    }

    /** With other limits: edges that are behind them fire again only once they are reached again. */
    Spending under(Budget other) {
        return new Spending(
                other,
                ledger,
                crossed.stream()
                        .filter(c -> other.max(c.limit()).equals(budget.max(c.limit())))
                        .toList(),
                inFlight,
                lostAttempts,
                true);
    }
}
