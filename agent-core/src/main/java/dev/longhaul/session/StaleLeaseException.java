package dev.longhaul.session;

import org.jspecify.annotations.Nullable;

/** A lease is no longer good: somebody else took the session, or it was let go. Nothing was written. */
public final class StaleLeaseException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * @param stale the lease that was shown
     * @param current who holds the session now; null if nobody does
     */
    public StaleLeaseException(Lease stale, @Nullable Lease current) {
        super("session " + stale.sessionId() + ": " + stale.holder().words() + ", does not hold it any more (epoch "
                + stale.epoch() + "); " + now(current) + "; nothing was written");
    }

    private static String now(@Nullable Lease current) {
        return current == null
                ? "nobody holds it now"
                : current.holder().words() + ", holds it now (epoch " + current.epoch() + ")";
    }
}
