package dev.longhaul.samples.support;

/** A file the user gave cannot be used. The message is one line: which file, where in it, and how to mend it. */
public final class SampleInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public SampleInputException(String message) {
        super(message);
    }

    public SampleInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
