package dev.longhaul.tools.workspace;

import java.util.Locale;

/** What the model asked for is not done; the message names the thing and the fix. */
final class WorkspaceException extends Exception {

    private static final long serialVersionUID = 1L;

    WorkspaceException(String message) {
        // An answer to the model, not a failure of the program: nobody reads its stack.
        super(message, null, false, false);
    }

    /** A number of bytes as people read it. */
    static String size(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? bytes / 1_000 + " KB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
