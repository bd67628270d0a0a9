package dev.longhaul.runner.store;

import dev.longhaul.session.JournalException;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened, written or read. What was acknowledged before is not lost; the message names the place and the fix. */
public sealed class StoreException extends JournalException permits StoreFullException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
