package dev.longhaul.runner;

import dev.longhaul.session.Parent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of sessions. */
public final class SessionIds {

    private static final int LENGTH = 12;
    private static final int LONGEST = 64;

    private SessionIds() {}

    /** A new one, random: 12 letters and digits. */
    public static String fresh() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }

    /** The id of a sub-agent's session: its caller's, and the place in that one's journal. */
    static String child(Parent parent) {
        var place = "." + parent.seq();
        var id = parent.sessionId();
        if (id.length() + place.length() <= LONGEST) {
            return id + place;
        }
        var rest = "-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)) + place;
        return id.substring(0, LONGEST - rest.length()) + rest;
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
