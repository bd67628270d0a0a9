package dev.longhaul.emulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts a reply on the socket. Where its client has had time to give up, the head goes first: one that has closed its
 * end answers that with a reset, and the body then cannot be written. Otherwise all goes at once, as two small packets
 * can cost a client tens of milliseconds.
 */
final class Delivery {

    /** Nobody gives up sooner. */
    private static final long PATIENCE_NANOS = 20_000_000;

    private Delivery() {}

    /**
     * Writes the reply.
     *
     * @param startedAt {@link System#nanoTime()} when the request was in
     * @throws IOException if the client is seen to be gone
     */
    static void send(HttpExchange exchange, Outgoing reply, long startedAt) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (System.nanoTime() - startedAt > PATIENCE_NANOS) {
                out.flush();
                awaitReset();
            }
            out.write(body);
        }
    }

    /** A reset is under way at once on the loopback interface; this lets it arrive. */
    private static void awaitReset() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the emulator is closing", e);
        }
    }
}
