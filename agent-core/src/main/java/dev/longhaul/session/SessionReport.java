package dev.longhaul.session;

import dev.longhaul.budget.Amounts;
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
 * @param ledger what was spent, what sub-agents are known to have spent included
 * @param reserved what is set aside for sub-agents that are to go on, beyond what they are known to have spent
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
        Amounts reserved,
        Duration elapsed,
        Handoff handoff) {

    public SessionReport {
        boundaries = List.copyOf(boundaries);
    }
}
