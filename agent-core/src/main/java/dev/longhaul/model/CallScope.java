package dev.longhaul.model;

import java.time.Instant;

/**
 * What surrounds one call to a model.
 *
 * @param deadline no attempt starts and no wait ends after it; {@link Instant#MAX} for none
 * @param cancellation when requested, the call ends soon, by interrupt of its thread
 * @param listener is told what happens meanwhile, on the calling thread
 */
public record CallScope(Instant deadline, Cancellation cancellation, CallListener listener) {

    public static CallScope unlimited() {
        return new CallScope(Instant.MAX, new Cancellation(), CallListener.NONE);
    }
}
