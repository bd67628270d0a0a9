package dev.longhaul.loop;

import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a session, once everything that was said to it and all that still runs for it is on record. Used by its thread. */
final class SessionEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

    private final Session session;
    private final BackgroundCompaction background;

    SessionEnd(Session session, BackgroundCompaction background) {
        this.session = session;
        this.background = background;
    }

    /**
     * Whether nothing waits in the mailbox; from then on it takes nothing. What waits takes on a session that is just done, or
     * that would only wait for somebody.
     */
    boolean mayCome(Ending ending) {
        if (session.state().isEnding() && ending.kind() != Ending.Kind.COMPLETED) {
            session.mailbox().close();
        }
        return session.mailbox().closedEmpty();
    }

    Outcome come(Ending ending) {
        background.stop();
        session.record(new SessionEvent.Ended(ending));
        return Outcome.of(ending, session.state().report(session.now()));
    }

    /** A bug of ours, or a journal that cannot be written. */
    Outcome fail(RuntimeException e) {
        log("Session {} failed: {}", e);
        session.mailbox().close();
        try {
            session.hear();
            background.stop();
            session.state().lostCall().ifPresent(session::record);
            session.record(new SessionEvent.Ended(ending(e)));
        } catch (RuntimeException journalToo) {
            log("The end of session {} could not be recorded: {}", journalToo);
        }
        return Outcome.of(ending(e), session.state().report(session.now()));
    }

    /** Where the journal says what is wrong, its stack has nothing to add. */
    private void log(String format, RuntimeException e) {
        var entry = LOG.atError().addArgument(session.id()).addArgument(e.getMessage());
        (e instanceof JournalException ? entry : entry.setCause(e)).log(format);
    }

    /** Lets nothing run on, and nobody speak to nobody, whatever went wrong. */
    void leave() {
        background.abandon();
        session.mailbox().close();
    }

    private Ending ending(RuntimeException e) {
        return Ending.failed(e)
                .leaving(session.state().unread() + session.mailbox().messages());
    }
}
