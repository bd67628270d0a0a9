package dev.longhaul.session;

/** A session cannot be taken: somebody alive runs it. */
public final class SessionHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param current who holds it */
    public SessionHeldException(Lease current) {
        super("session " + current.sessionId() + " is run by "
                + current.holder().words() + ": wait until it ends, or stop it there");
    }
}
