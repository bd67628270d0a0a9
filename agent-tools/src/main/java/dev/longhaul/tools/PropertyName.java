package dev.longhaul.tools;

import java.util.regex.Pattern;

/**
 * How the argument of a tool may be called. The Messages API refuses a request with any other name directly under a tool's {@code
 * properties}, together with all its tools (400, "Property keys should match pattern"; reported, not in the wire spec). What is deeper
 * in a schema may be called anything.
 */
final class PropertyName {

    /** In words, for whoever chose another. */
    static final String RULE = "models are given names of letters a to z, digits, _ . and - only, 64 at most";

    private static final Pattern USABLE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private PropertyName() {}

    static boolean isUsable(String name) {
        return USABLE.matcher(name).matches();
    }
}
