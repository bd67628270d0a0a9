package dev.longhaul.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to a model brought no reply. The message names what failed and, where we know it, what to do. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure, and so what may follow. */
    public enum Kind {
        INVALID_REQUEST(false, false),
        AUTHENTICATION(false, false),
        PERMISSION(false, false),
        NOT_FOUND(false, false),
        TOO_LARGE(false, false),
        /** The prompt alone is larger than the model's window. */
        CONTEXT_WINDOW(false, false),
        RATE_LIMITED(true, false),
        /** A spending cap was reached; it keeps failing until someone raises it (wire spec §6.2). */
        SPENDING_LIMIT(false, false),
        OVERLOADED(true, false),
        SERVER_ERROR(true, false),
        /** No connection was made, so nothing was sent. */
        UNREACHABLE(true, false),
        /** The request went out and no whole reply came back: it may have run, and been billed. */
        LOST(true, true),
        /** A reply came that cannot be read. It was billed. */
        MALFORMED_REPLY(true, true);

        private final boolean retryable;
        private final boolean maybeBilled;

        Kind(boolean retryable, boolean maybeBilled) {
            this.retryable = retryable;
            this.maybeBilled = maybeBilled;
        }
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public ModelException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public ModelException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return kind.retryable;
    }

    /** Whether the provider may bill this attempt although no reply arrived. */
    public boolean mayHaveBeenBilled() {
        return kind.maybeBilled;
    }

    /** How long the provider asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
