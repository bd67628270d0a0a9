package dev.longhaul.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A plain client of the wire: sends what it is given, fails on nothing. */
final class Client {

    static final String COMPACTION = "compact-2026-01-12";
    static final String ON_DEMAND = "compact-2026-09-04";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Client(MessagesEmulator emulator) {
        this(emulator.uri().toString());
    }

    Client(String baseUrl) {
        base = URI.create(baseUrl);
    }

    /** A model call with the compaction header. */
    Reply send(JsonNode body) throws IOException, InterruptedException {
        return send(body, "anthropic-beta", COMPACTION);
    }

    /** A model call with the header of the on-demand form. */
    Reply sendSigned(JsonNode body) throws IOException, InterruptedException {
        return send(body, "anthropic-beta", ON_DEMAND);
    }

    /** A model call with these headers besides the version. */
    Reply send(JsonNode body, String... headers) throws IOException, InterruptedException {
        return exchange(request("/v1/messages", headers).POST(BodyPublishers.ofString(body.toString())));
    }

    Reply count(JsonNode body, String... headers) throws IOException, InterruptedException {
        return exchange(request("/v1/messages/count_tokens", headers).POST(BodyPublishers.ofString(body.toString())));
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return exchange(request(path, headers).GET());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = bare(path).header("anthropic-version", "2026-10-21");
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("content-type", "application/json");
    }

    Reply exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response);
    }

    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        JsonNode content() {
            return json().path("content");
        }

        JsonNode usage() {
            return json().path("usage");
        }

        JsonNode iterations() {
            return usage().path("iterations");
        }

        String stopReason() {
            return json().path("stop_reason").asText();
        }

        String errorCode() {
            return json().path("error").path("details").path("error_code").asText();
        }

        String error() {
            return json().path("error").path("message").asText();
        }
    }
}
