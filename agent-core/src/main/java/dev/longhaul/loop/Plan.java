package dev.longhaul.loop;

import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/** What is to follow from a boundary, until somebody decides otherwise. Immutable. */
record Plan(Draft draft, Finding finding, Decision decision, List<String> notes) {

    Plan {
        notes = List.copyOf(notes);
    }

    /** The summary is taken as it is, and nothing is wrong with it. */
    static Plan taking(Draft draft) {
        return new Plan(
                draft, Finding.HEALTHY, Decision.accept(), draft.behind().notes());
    }

    /** Somebody decided otherwise; nothing of what the ladder had in mind is done. */
    Plan instead(Decision other) {
        return new Plan(draft, finding.undone(), other, notes);
    }

    Plan with(Draft other) {
        return new Plan(other, finding, decision, notes);
    }

    Plan noting(List<String> more) {
        var all = new ArrayList<>(notes);
        all.addAll(more);
        return new Plan(draft, finding, decision, all);
    }

    /** Whether the summary that came takes the place of the history. */
    boolean takesSummary() {
        return decision instanceof Decision.Accept && finding.standIn() == null;
    }

    SessionEvent.CheckpointHeld event() {
        return new SessionEvent.CheckpointHeld(
                draft.boundary(),
                decision,
                finding,
                draft.behind().keptMessages(),
                draft.behind().pins(),
                draft.behind().inspected(),
                notes);
    }
}
