package dev.longhaul.session;

import org.jspecify.annotations.Nullable;

/**
 * A journal cannot be written or read. Its message names the place and the fix, and holds nothing of what was to be written:
 * it becomes the end of the session that met it.
 */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public JournalException(String message) {
        this(message, null);
    }
}
