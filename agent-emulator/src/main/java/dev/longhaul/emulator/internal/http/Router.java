package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.BillingLedger;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which path leads where, and who may go there. */
public final class Router {

    private static final String MODELS = "/v1/models/";

    private final MessagesEndpoint messages;
    private final Models models;
    private final BillingLedger ledger;
    private final RequestLog log;
    private final @Nullable String requiredKey;

    /** Routes to these; {@code requiredKey} null takes any key and none. */
    public Router(
            MessagesEndpoint messages,
            int contextWindow,
            BillingLedger ledger,
            RequestLog log,
            @Nullable String requiredKey) {
        this.messages = messages;
        models = new Models(contextWindow);
        this.ledger = ledger;
        this.log = log;
        this.requiredKey = requiredKey;
    }

    /**
     * Answers a request.
     *
     * @param number the n-th model call, or 0
     * @throws ApiException for what the API answers with its error envelope
     */
    Outgoing route(int number, Incoming request) {
        String path = request.path();
        return switch (path) {
            case "/emulator/ledger" -> inspect(request, () -> Inspection.ledger(ledger));
            case "/emulator/requests" -> inspect(request, () -> Inspection.requests(log.all()));
            case "/v1/messages", "/v1/messages/count_tokens" -> {
                authorise(request);
                method(request, "POST");
                if (request.tooLarge()) {
                    throw ApiException.of(413, "Request exceeds the maximum size of 32 MB");
                }
                yield request.isModelCall() ? messages.message(number, request) : messages.countTokens(request);
            }
            case "/v1/models" -> api(request, models::list);
            default -> {
                if (!path.startsWith(MODELS) || path.length() == MODELS.length()) {
                    throw ApiException.of(404, "Not found: " + path);
                }
                yield api(request, () -> models.find(path.substring(MODELS.length())));
            }
        };
    }

    void undelivered(int number) {
        messages.undelivered(number);
    }

    private Outgoing inspect(Incoming request, Supplier<JsonNode> view) {
        method(request, "GET");
        return Outgoing.json(view.get());
    }

    private Outgoing api(Incoming request, Supplier<JsonNode> view) {
        authorise(request);
        ApiHeaders.read(request.headers());
        return inspect(request, view);
    }

    private static void method(Incoming request, String method) {
        if (!request.method().equals(method)) {
            throw ApiException.of(405, "Method Not Allowed: " + request.path() + " takes " + method);
        }
    }

    private void authorise(Incoming request) {
        if (requiredKey != null && !requiredKey.equals(ApiHeaders.key(request.headers()))) {
            throw ApiException.of(401, "invalid x-api-key");
        }
    }
}
