package dev.longhaul.session;

import dev.longhaul.compaction.CompactionHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a session knows of its compactions: what came of the past ones and how the next one goes. Immutable.
 *
 * @param history what past boundaries say about the next one
 * @param memory what summaries lost, and what became of what was put back
 * @param plan how the context is compacted next
 * @param ledger what happened at each boundary, in order
 */
record Compacting(CompactionHistory history, Memory memory, CompactionPlan plan, List<CompactionRecord> ledger) {

    Compacting {
        ledger = List.copyOf(ledger);
    }

    static Compacting by(SessionEvent.Started start) {
        var settings = start.settings();
        return new Compacting(
                CompactionHistory.NONE,
                Memory.NONE.read(settings.pins(), start.pins()),
                CompactionPlan.of(settings.compaction()),
                List.of());
    }

    Compacting with(CompactionHistory changed) {
        return new Compacting(changed, memory, plan, ledger);
    }

    Compacting with(Memory changed) {
        return new Compacting(history, changed, plan, ledger);
    }

    Compacting with(CompactionPlan changed) {
        return new Compacting(history, memory, changed, ledger);
    }

    Compacting booked(CompactionRecord one) {
        var more = new ArrayList<>(ledger);
        more.add(one);
        return new Compacting(history, memory, plan, more);
    }
}
