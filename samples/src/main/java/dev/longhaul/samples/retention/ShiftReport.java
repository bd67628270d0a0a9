package dev.longhaul.samples.retention;

import dev.longhaul.samples.support.ProcessedTicket;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionReport;
import java.util.List;

/**
 * What came of a shift. Immutable.
 *
 * @param replies drafts the desk took, one for each ticket completed
 * @param carrying of these, with the code in them
 * @param compactions boundaries whose summary took the place of the history
 * @param facts facts put back, over all boundaries
 * @param reinjectedTokens tokens of the text they were put back in, each counted once
 * @param billedTokens tokens billed over the whole shift, of all classes
 * @param calls model calls, pauses for compaction included
 */
public record ShiftReport(
        int replies, int carrying, int compactions, long facts, long reinjectedTokens, long billedTokens, int calls) {

    static ShiftReport of(String code, List<ProcessedTicket> done, SessionReport report, List<JournalEntry> journal) {
        long carrying =
                done.stream().filter(ticket -> ticket.response().contains(code)).count();
        return new ShiftReport(
                done.size(),
                (int) carrying,
                report.compactions().accepted(),
                report.memory().reinjected(),
                reinjected(journal),
                report.ledger().billedTokens(),
                report.ledger().modelCalls());
    }

    private static long reinjected(List<JournalEntry> journal) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(SessionEvent.CheckpointHeld.class::isInstance)
                .map(SessionEvent.CheckpointHeld.class::cast)
                .filter(held -> held.decision().takesSummary())
                .mapToLong(held -> tokens(held.inspected().reinjected().text()))
                .sum();
    }

    /** As the emulator counts. */
    private static long tokens(String text) {
        return (long) Math.ceil(text.length() / Trial.CHARS_PER_TOKEN);
    }

    /** The share of replies that carry the code, from 0 to 1; 0 without replies. */
    public double share() {
        return replies == 0 ? 0 : (double) carrying / replies;
    }
}
