package dev.longhaul.session;

import java.util.Optional;

/**
 * Who may write which session: at most one at a time. The epoch of a {@link Lease} is checked at every append, so a process
 * that lost its session without noticing, a zombie, cannot write; what this port adds is that nobody takes a session away from
 * a process that is alive. Thread-safe.
 */
public interface SessionLease {

    /**
     * Takes a session, and with it a new epoch. The session need not have begun.
     *
     * @param holder how the new holder is to be named to others
     * @throws SessionHeldException if it is held by somebody alive, this very process included
     */
    Lease acquire(String sessionId, Holder holder);

    /**
     * Says that the holder is alive. Needed only where that is told by time; a store that needs it does it by itself.
     *
     * @throws StaleLeaseException if the session was let go or somebody else took it
     */
    void renew(Lease lease);

    /** Lets a session go; does nothing if it is no longer held by this lease. */
    void release(Lease lease);

    /** Who holds a session now; empty if nobody alive does. */
    Optional<Lease> current(String sessionId);
}
