package dev.longhaul.model;

/** The port to a language model. Implementations are thread-safe: sessions share them. */
public interface Model {

    /** The model's name as its provider spells it. */
    String name();

    /**
     * Asks for one reply and waits for it.
     *
     * @throws ModelException if no reply came, after whatever retries the implementation makes
     * @throws InterruptedException if the calling thread was interrupted meanwhile
     */
    ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException;
}
