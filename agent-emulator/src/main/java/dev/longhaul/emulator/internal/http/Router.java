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
            Models models,
            BillingLedger ledger,
            RequestLog log,
            @Nullable String requiredKey) {
        this.messages = messages;
        this.models = models;
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
            case "/v1/models" -> Outgoing.json(models.list(read(request)));
            default -> {
                if (!path.startsWith(MODELS) || path.length() == MODELS.length()) {
                    throw ApiException.of(404, "Not found: " + path);
                }
                yield Outgoing.json(models.find(path.substring(MODELS.length()), read(request)));
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

    /** The headers of a request that may read below {@code /v1}. */
    private ApiHeaders read(Incoming request) {
        authorise(request);
        ApiHeaders headers = ApiHeaders.read(request.headers());
        method(request, "GET");
        return headers;
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
