package dev.longhaul.testkit;

import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.SessionJournal;

class InMemoryJournalTest implements JournalContract {

    @Override
    public SessionJournal journal() {
        return new InMemoryJournal();
    }
}
