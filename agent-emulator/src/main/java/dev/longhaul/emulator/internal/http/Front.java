package dev.longhaul.emulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.longhaul.emulator.ReceivedRequest;
import dev.longhaul.emulator.internal.engine.Ids;
import dev.longhaul.emulator.internal.wire.ApiException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Off the socket, through the router, into the log, back on the socket. Requests run side by side. */
public final class Front implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Router router;
    private final RequestLog log;
    private final Ids ids;
    private final AtomicInteger modelCalls = new AtomicInteger();

    public Front(Router router, RequestLog log, Ids ids) {
        this.router = router;
        this.log = log;
        this.ids = ids;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Incoming request = Incoming.read(exchange);
            long startedAt = System.nanoTime();
            int number = request.isModelCall() ? modelCalls.incrementAndGet() : 0;
            String requestId = ids.next("req");
            Outgoing reply = reply(number, request, requestId);
            if (request.path().startsWith("/v1/")) {
                log.add(new ReceivedRequest(
                        number,
                        request.method(),
                        request.path(),
                        request.headers(),
                        request.body(),
                        reply.status(),
                        reply.errorMessage()));
            }
            if (!reply.isHangUp()) {
                send(exchange, number, reply, requestId, startedAt);
            }
        }
    }

    private Outgoing reply(int number, Incoming request, String requestId) {
        try {
            return router.route(number, request);
        } catch (ApiException e) {
            return Outgoing.error(e, requestId);
        } catch (RuntimeException e) {
            LOG.warn("request {} to {} failed in the emulator", number, request.path(), e);
            return Outgoing.error(ApiException.of(500, "the emulator failed: " + e), requestId);
        }
    }

    private void send(HttpExchange exchange, int number, Outgoing reply, String requestId, long startedAt)
            throws IOException {
        exchange.getResponseHeaders().set("content-type", reply.contentType());
        exchange.getResponseHeaders().set("request-id", requestId);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        try {
            Delivery.send(exchange, reply, startedAt);
        } catch (IOException e) {
            router.undelivered(number);
            throw e;
        }
    }
}
