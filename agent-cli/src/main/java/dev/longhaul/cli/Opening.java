package dev.longhaul.cli;

import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionState;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what runs as soon as it does: a session that is refused leaves nothing on the screen. What is recorded before it is taken up
 * is shown behind that.
 */
final class Opening implements SessionListener {

    private final Runnable header;
    private final SessionListener view;
    private final List<Runnable> early = new ArrayList<>();
    private boolean open;

    Opening(Runnable header, SessionListener view) {
        this.header = header;
        this.view = view;
    }

    @Override
    public synchronized void on(JournalEntry entry, SessionState state) {
        if (!open && !begins(entry.event())) {
            early.add(() -> view.on(entry, state));
            return;
        }
        if (!open) {
            open = true;
            header.run();
            early.forEach(Runnable::run);
        }
        view.on(entry, state);
    }

    private static boolean begins(SessionEvent event) {
        return event instanceof SessionEvent.Started || event instanceof SessionEvent.Resumed;
    }
}
