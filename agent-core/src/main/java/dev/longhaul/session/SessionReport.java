package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Ledger;
import dev.longhaul.compaction.CompactionHistory;
import java.time.Duration;
import java.util.List;

/**
 * What a session achieved and what it cost, whole or partial.
 *
 * @param text the last words of the model; empty if it said none
 * @param turns replies that did work; pauses are none
 * @param boundaries what happened at the last 500, in order; the journal has all
 * @param elapsed how long it ran; the time in which nobody ran it is left out
 * @param handoff what whoever goes on has to know
 */
public record SessionReport(
        String sessionId,
        String text,
        int turns,
        Ledger ledger,
        CompactionHistory compactions,
        Memory memory,
        List<CompactionRecord> boundaries,
        Budget budget,
        Duration elapsed,
        Handoff handoff) {

    public SessionReport {
        boundaries = List.copyOf(boundaries);
    }
}
