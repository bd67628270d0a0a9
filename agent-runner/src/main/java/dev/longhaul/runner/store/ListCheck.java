package dev.longhaul.runner.store;

import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionJournal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what lists show of a session, which no hash covers, with what its journal says. For one use. */
final class ListCheck {

    private @Nullable String outcome;
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
        return differences(row);
    }

    private void add(JournalEntry entry) {
        var change = Listed.of(List.of(entry), Redactor.none());
        outcome = change.keepsOutcome() ? outcome : change.outcome();
        billedTokens += change.billedTokens();
        updated = change.at();
    }

    private String differences(SessionSummary row) {
        var shown = row.outcome().map(Enum::name).orElse(null);
        if (!Objects.equals(shown, outcome)) {
            return "its outcome is " + word(shown) + ", and by its journal " + word(outcome);
        }
        if (row.billedTokens() != billedTokens) {
            return "it was billed %,d tokens, and by its journal %,d".formatted(row.billedTokens(), billedTokens);
        }
        return row.updated().toEpochMilli() == updated ? "" : "its last event was not recorded at " + row.updated();
    }

    private static String word(@Nullable String outcome) {
        return outcome == null ? "open" : outcome;
    }
}
