package dev.longhaul.runner.store;

import org.jspecify.annotations.Nullable;

/** There is no space left. Nothing of what was to be written is there, all that was acknowledged is, and writing works again as
 * soon as there is space. */
public final class StoreFullException extends StoreException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String place, @Nullable Throwable cause) {
        super("no space is left for " + place + ": free some and go on; what was written before is safe", cause);
    }
}
