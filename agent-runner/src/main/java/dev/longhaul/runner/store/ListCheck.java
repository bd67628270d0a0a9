package dev.longhaul.runner.store;

import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what lists show of a session, which no hash covers, with what its journal says. For one use. */
final class ListCheck {

    private @Nullable Listed start;
    private long created;
    private @Nullable String outcome;
    private @Nullable String reason;
    private long billedTokens;
    private long updated;

    /**
     * What is wrong, in words; empty if nothing is, or if the journal has events that this version cannot read.
     *
     * @param row as it was when the journal had so many events
     */
    String differences(SessionSummary row, SessionJournal journal) {
        if (!row.damage().isEmpty()) {
            return row.damage();
        }
        try {
            journal.stream(row.id(), 0).limit(row.events()).forEach(this::add);
        } catch (JournalFormatException e) {
            return "";
        }
        return Stream.of(ofItsEnd(row), ofItsCost(row), ofItsStart(row), ofItsTimes(row))
                .filter(what -> !what.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Secrets are masked in the journal as they are in lists. */
    private void add(JournalEntry entry) {
        var change = Listed.of(List.of(entry), Redactor.none());
        created = start == null || entry.event() instanceof SessionEvent.Forked ? change.begun() : created;
        start = start == null ? change : start;
        outcome = change.keepsOutcome() ? outcome : change.outcome();
        reason = change.keepsOutcome() ? reason : change.reason();
        billedTokens += change.billedTokens();
        updated = change.at();
    }

    private String ofItsEnd(SessionSummary row) {
        var shown = row.outcome().map(Enum::name).orElse(null);
        if (!Objects.equals(shown, outcome)) {
            return "its outcome is " + word(shown) + ", and by its journal " + word(outcome);
        }
        return row.reason().equals(text(reason)) ? "" : "the reason why it ended is not that of its journal";
    }

    private String ofItsCost(SessionSummary row) {
        return row.billedTokens() == billedTokens
                ? ""
                : "it was billed %,d tokens, and by its journal %,d".formatted(row.billedTokens(), billedTokens);
    }

    private String ofItsStart(SessionSummary row) {
        if (start == null) {
            return "";
        }
        if (!row.task().equals(text(start.task()))) {
            return "its task is not that of its journal";
        }
        if (!row.model().equals(text(start.model()))) {
            return "its model is \"" + row.model() + "\", and by its journal \"" + text(start.model()) + "\"";
        }
        return isSameParent(row.parent().orElse(""), text(start.parent()))
                ? ""
                : "whose sub-agent it is, is not what its journal says";
    }

    /** Lists name sessions exactly; in the journal an id that looks like a secret is masked. */
    private static boolean isSameParent(String shown, String recorded) {
        return shown.equals(recorded) || (recorded.contains(Redactor.MASK) && !shown.isEmpty());
    }

    private String ofItsTimes(SessionSummary row) {
        if (row.created().toEpochMilli() != created) {
            return "it did not begin at " + row.created();
        }
        return row.updated().toEpochMilli() == updated ? "" : "its last event was not recorded at " + row.updated();
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }

    private static String word(@Nullable String outcome) {
        return outcome == null ? "open" : outcome;
    }
}
