package dev.longhaul.loop;

import dev.longhaul.session.Ending;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a session, once everything that was said to it is recorded. */
final class SessionEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

    private SessionEnd() {}

    /** Whether nothing waits in the mailbox; from then on it takes nothing. What waits takes on a session that is just done. */
    static boolean mayCome(Session session, Ending ending) {
        if (ending.kind() != Ending.Kind.COMPLETED) {
            session.mailbox().close();
        }
        return session.mailbox().closedEmpty();
    }

    static Outcome come(Session session, Ending ending) {
        session.record(new SessionEvent.Ended(ending));
        return Outcome.of(ending, session.state().report(session.now()));
    }

    /** A bug of ours, or a journal that cannot be written. */
    static Outcome fail(Session session, RuntimeException e) {
        LOG.error("Session {} failed", session.id(), e);
        session.mailbox().close();
        try {
            session.hear();
            session.record(new SessionEvent.Ended(ending(session, e)));
        } catch (RuntimeException journalToo) {
            LOG.error("The end of session {} could not be recorded", session.id(), journalToo);
        }
        return Outcome.of(ending(session, e), session.state().report(session.now()));
    }

    private static Ending ending(Session session, RuntimeException e) {
        var ending = new Ending(
                Ending.Kind.FAILED,
                "internal_error",
                "a bug, or a journal that cannot be written (" + e.getClass().getSimpleName() + "); the log says more");
        return ending.leaving(session.state().unread() + session.mailbox().messages());
    }
}
