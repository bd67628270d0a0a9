package dev.longhaul.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that lasts as long as its process. For tests, and for sessions that may be lost. */
public final class InMemoryJournal implements SessionJournal {

    private final ConcurrentHashMap<String, List<JournalEntry>> sessions = new ConcurrentHashMap<>();

    @Override
    public void append(String sessionId, List<JournalEntry> entries) {
        sessions.compute(sessionId, (id, known) -> {
            var journal = known == null ? new ArrayList<JournalEntry>() : known;
            requireNext(id, journal, entries);
            journal.addAll(entries);
            return journal;
        });
    }

    private static void requireNext(String id, List<JournalEntry> journal, List<JournalEntry> entries) {
        long due = journal.size() + 1L;
        for (var entry : entries) {
            if (entry.seq() != due) {
                throw new JournalConflictException(id, due, entry.seq());
            }
            due++;
        }
    }

    @Override
    public List<JournalEntry> read(String sessionId) {
        var copy = new ArrayList<JournalEntry>();
        sessions.computeIfPresent(sessionId, (id, journal) -> {
            copy.addAll(journal);
            return journal;
        });
        return List.copyOf(copy);
    }
}
