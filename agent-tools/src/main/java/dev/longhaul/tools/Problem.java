package dev.longhaul.tools;

/**
 * One thing wrong with what the model sent.
 *
 * @param path where, such as {@code order.lines[2].quantity}; empty for the arguments as a whole
 * @param text what, such as {@code expected a string, got 7}
 */
record Problem(String path, String text) {

    Problem under(String step) {
        var between = path.isEmpty() || path.startsWith("[") ? "" : ".";
        return new Problem(step + between + path, text);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? text : path + ": " + text;
    }
}
