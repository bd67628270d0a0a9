package dev.longhaul.session;

import org.jspecify.annotations.Nullable;

/**
 * What the journal says of a call that has no result yet. Immutable.
 *
 * @param key the idempotency key of its first start, which it keeps; null if it never started
 * @param lost whether it was started by somebody who is gone, so that nobody knows what came of it
 */
record OpenCall(@Nullable String key, boolean lost) {

    static final OpenCall NEW = new OpenCall(null, false);

    /** It starts, perhaps once more. */
    OpenCall started(String withKey) {
        return new OpenCall(key == null ? withKey : key, false);
    }

    /** Whoever ran it is gone. */
    OpenCall abandoned() {
        return new OpenCall(key, key != null);
    }

    boolean wasStarted() {
        return key != null;
    }
}
