package dev.longhaul.runner;

import java.util.UUID;

/** The ids of sessions. */
public final class SessionIds {

    private static final int LENGTH = 12;

    private SessionIds() {}

    /** A new one, random: 12 letters and digits. */
    public static String fresh() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }

    /**
     * The id itself.
     *
     * @throws IllegalArgumentException if no session can be called so
     */
    public static String requireUsable(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,64}") || id.matches("\\.+")) {
            throw new IllegalArgumentException("\"" + id
                    + "\" cannot be a session id: take 1 to 64 letters, digits, dots, _ or -, not dots alone");
        }
        return id;
    }
}
