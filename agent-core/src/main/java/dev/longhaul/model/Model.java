package dev.longhaul.model;

import java.util.OptionalLong;

/** The port to a language model. Implementations are thread-safe: sessions share them. */
public interface Model {

    /** The model's name as its provider spells it. */
    String name();

    /** What the provider can do beyond answering; nothing unless an implementation says so. */
    default ModelCapabilities capabilities() {
        return ModelCapabilities.PLAIN;
    }

    /**
     * Counts the prompt tokens of a request without asking it; free of charge.
     *
     * @return empty if the provider does not count
     * @throws ModelException if it could not be counted this time
     * @throws InterruptedException if the calling thread was interrupted meanwhile
     */
    default OptionalLong countTokens(ModelRequest request, CallScope scope)
            throws ModelException, InterruptedException {
        return OptionalLong.empty();
    }

    /**
     * Asks for one reply and waits for it.
     *
     * @throws ModelException if no reply came, after whatever retries the implementation makes
     * @throws InterruptedException if the calling thread was interrupted meanwhile
     */
    ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException;
}
