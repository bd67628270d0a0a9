package dev.longhaul.emulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request as it came off the socket; header names in lower case. */
record Incoming(String method, String path, Map<String, List<String>> headers, String body, boolean tooLarge) {

    /** The Messages API's limit (wire spec §6.2). */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    static Incoming read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        try (InputStream stream = exchange.getRequestBody()) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            boolean tooLarge = bytes.length > MOST_BYTES;
            if (tooLarge) {
                // The client can only read its answer once it has sent everything.
                stream.transferTo(OutputStream.nullOutputStream());
            }
            return new Incoming(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    headers,
                    tooLarge ? "" : new String(bytes, StandardCharsets.UTF_8),
                    tooLarge);
        }
    }

    boolean isModelCall() {
        return method.equals("POST") && path.equals("/v1/messages");
    }
}
