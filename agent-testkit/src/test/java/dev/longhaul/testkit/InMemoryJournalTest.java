package dev.longhaul.testkit;

import dev.longhaul.session.InMemoryJournal;

class InMemoryJournalTest implements JournalContract<InMemoryJournal>, LeaseContract<InMemoryJournal> {

    @Override
    public InMemoryJournal journal() {
        return new InMemoryJournal();
    }

    @Override
    public InMemoryJournal reopened(InMemoryJournal journal) {
        return journal;
    }
}
