package dev.longhaul.session;

import dev.longhaul.compaction.CompactionHistory;
import dev.longhaul.compaction.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a session knows of its compactions: what came of the past ones and how the next one goes. Immutable.
 *
 * @param history what past boundaries say about the next one
 * @param memory what summaries lost, and what became of what was put back
 * @param plan how the context is compacted next
 * @param ledger what happened at the last {@link #MOST_RECORDS} boundaries, in order; the journal has all
 * @param pending the summary that was asked for and is not decided on; null for none
 * @param requested what somebody asked for last and has not been begun; null for nothing
 */
record Compacting(
        CompactionHistory history,
        Memory memory,
        CompactionPlan plan,
        List<CompactionRecord> ledger,
        @Nullable Pending pending,
        SessionEvent.@Nullable CompactionRequested requested) {

    /** More than a report is read for. */
    private static final int MOST_RECORDS = 500;

    Compacting {
        ledger = List.copyOf(ledger);
    }

    static Compacting by(SessionEvent.Started start) {
        var settings = start.settings();
        return new Compacting(
                CompactionHistory.NONE,
                Memory.NONE.read(settings.pins(), start.pins()),
                CompactionPlan.of(settings.compaction()),
                List.of(),
                null,
                null);
    }

    Compacting with(CompactionHistory changed) {
        return new Compacting(changed, memory, plan, ledger, pending, requested);
    }

    Compacting with(Memory changed) {
        return new Compacting(history, changed, plan, ledger, pending, requested);
    }

    Compacting with(CompactionPlan changed) {
        return new Compacting(history, memory, changed, ledger, pending, requested);
    }

    Compacting booked(CompactionRecord one) {
        var more = new ArrayList<>(ledger.subList(Math.max(0, ledger.size() + 1 - MOST_RECORDS), ledger.size()));
        more.add(one);
        return new Compacting(history, memory, plan, more, pending, requested);
    }

    /** Somebody asks for a compaction; who asks last is served. */
    Compacting requested(SessionEvent.CompactionRequested request) {
        return new Compacting(history, memory, plan, ledger, pending, request);
    }

    /** A summary is asked for while nothing else goes on; asking again after a crash changes nothing. */
    Compacting asked(Cut cut) {
        return pending == null
                ? new Compacting(history, memory, plan, ledger, new Pending.InTurn(cut, requested), null)
                : this;
    }

    Compacting begun(Pending.Beside beside) {
        return new Compacting(history, memory, plan, ledger, beside, requested);
    }

    /** What was pending is over. */
    Compacting settled() {
        return new Compacting(history, memory, plan, ledger, null, requested);
    }

    /** The boundary that was asked for is decided; a request whose summary is sent back stands, with new instructions. */
    Compacting decided(Decision decision) {
        var byHand = byHand();
        return decision instanceof Decision.Resummarise again && byHand != null && requested == null
                ? settled().requested(byHand.saying(again.instructions()))
                : settled();
    }

    /** What somebody asked for and nobody does any more: the background summary, or the request that waits. */
    Compacting dropped() {
        return pending == null ? new Compacting(history, memory, plan, ledger, null, null) : settled();
    }

    /** The request that is being served, or is served next; null if the policy asks. */
    SessionEvent.@Nullable CompactionRequested byHand() {
        return switch (pending) {
            case null -> requested;
            case Pending.InTurn inTurn -> inTurn.byHand();
            case Pending.Beside beside -> null;
        };
    }
}
