package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply on its way.
 *
 * @param status 0 to hang up without a byte
 * @param errorMessage what the error envelope says, or null where there is none
 */
record Outgoing(
        int status,
        String contentType,
        String body,
        Map<String, String> headers,
        @Nullable String errorMessage) {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private static final String OVERLOADED = """
            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

            """;

    static Outgoing json(JsonNode body) {
        return text(200, JSON, body.toString());
    }

    /** Server-sent events. */
    static Outgoing events(String events) {
        return text(200, EVENTS, events);
    }

    static Outgoing text(int status, String contentType, String body) {
        return new Outgoing(status, contentType, body, Map.of(), null);
    }

    /** The error envelope of wire spec §6.2. */
    static Outgoing error(ApiException error, String requestId) {
        ObjectNode envelope = Json.object().put("type", "error");
        ObjectNode inner = envelope.putObject("error").put("type", error.type()).put("message", error.message());
        if (error.errorCode() != null) {
            inner.putObject("details").put("error_code", error.errorCode());
        }
        envelope.put("request_id", requestId);
        Integer retryAfter = error.retryAfterSeconds();
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter.toString());
        return new Outgoing(error.status(), JSON, envelope.toString(), headers, error.message());
    }

    /** A 413 as an edge proxy writes it. */
    static Outgoing plainTooLarge() {
        return text(
                413,
                "text/html",
                "<html><head><title>413 Payload Too Large</title></head><body>cloudflare</body></html>");
    }

    static Outgoing hangUp() {
        return text(0, JSON, "");
    }

    boolean isHangUp() {
        return status == 0;
    }

    /**
     * A stream that ends in an {@code error} event before its {@code message_delta} (wire spec §6.2); else a cut body.
     */
    Outgoing interrupted() {
        return contentType.equals(EVENTS) ? events(truncated().body() + OVERLOADED) : truncated();
    }

    /** Half of the body, or the stream up to its {@code message_delta}; in good HTTP form. */
    Outgoing truncated() {
        int end = contentType.equals(EVENTS) ? body.indexOf("event: message_delta") : body.length() / 2;
        return text(status, contentType, body.substring(0, end));
    }
}
