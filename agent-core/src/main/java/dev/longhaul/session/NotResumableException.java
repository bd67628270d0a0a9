package dev.longhaul.session;

/** A session cannot be gone on with as it stands; the message says why, and what to do. */
public final class NotResumableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public NotResumableException(String message) {
        super(message);
    }
}
