package dev.longhaul.runner.store;

import dev.longhaul.session.JournalException;
import org.jspecify.annotations.Nullable;

/** What stands in a journal cannot be read by this version: it is of a newer format, or it is broken. The message says which. */
public final class JournalFormatException extends JournalException {

    private static final long serialVersionUID = 1L;

    public JournalFormatException(String message) {
        this(message, null);
    }

    public JournalFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
