package dev.longhaul.runner.prices;

/** A file of prices cannot be used. The message is one line: which file, where in it, and how to mend it. */
public final class PriceFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    PriceFileException(String message) {
        super(message);
    }

    PriceFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
