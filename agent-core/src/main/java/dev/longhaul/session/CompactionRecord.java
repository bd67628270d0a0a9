package dev.longhaul.session;

import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One line of the compaction ledger: what happened at a boundary and what it cost. Immutable.
 *
 * @param number from 1, failed ones counted
 * @param at when it was decided
 * @param took how long the summary was waited for
 * @param before the context that was compacted, in tokens
 * @param after an estimate of the context behind the boundary, in tokens; {@code before} if the history stayed
 * @param cost what the compaction itself was billed
 * @param failed whether no usable summary came
 * @param score the share of what was worth keeping that was kept, from 0 to 1
 * @param lost facts worth keeping that the summary lost
 * @param reinjected of these, put back
 * @param pins the names of the pins that stand behind it
 * @param notes what people should know
 */
public record CompactionRecord(
        int number,
        Instant at,
        Duration took,
        CompactionForm form,
        long before,
        long after,
        Usage cost,
        boolean failed,
        double score,
        int lost,
        int reinjected,
        List<String> pins,
        Decision decision,
        List<String> notes) {

    public CompactionRecord {
        pins = List.copyOf(pins);
        notes = List.copyOf(notes);
    }

    static CompactionRecord of(SessionEvent.CheckpointHeld held, Instant at) {
        var boundary = held.boundary();
        return new CompactionRecord(
                boundary.number(),
                at,
                boundary.took(),
                boundary.form(),
                boundary.before(),
                held.closes() ? boundary.after() : boundary.before(),
                boundary.cost(),
                boundary.failed(),
                held.inspected().score(),
                held.inspected().lost(),
                held.inspected().reinjected().facts().size(),
                held.pins().stream().map(PinnedText::name).toList(),
                held.decision(),
                held.notes());
    }
}
