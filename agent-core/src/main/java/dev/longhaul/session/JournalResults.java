package dev.longhaul.session;

import dev.longhaul.tool.WholeResults;
import java.util.Optional;

/** Results as a journal holds them. As thread-safe as the journal. */
public final class JournalResults implements WholeResults {

    private final SessionJournal journal;

    public JournalResults(SessionJournal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<String> text(String sessionId, long place) {
        return place < 1
                ? Optional.empty()
                : journal.stream(sessionId, place - 1)
                        .findFirst()
                        .map(JournalEntry::event)
                        .filter(SessionEvent.ToolFinished.class::isInstance)
                        .map(finished ->
                                ((SessionEvent.ToolFinished) finished).result().text());
    }
}
