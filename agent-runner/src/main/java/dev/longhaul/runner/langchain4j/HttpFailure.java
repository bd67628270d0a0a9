package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.langchain4j.exception.HttpException;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException.Kind;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A response that was an error. LangChain4j keeps its status and body, not its headers, so how long the provider asked to wait
 * is not known.
 *
 * @param status of HTTP
 * @param code the provider's own word for it; empty if there is none
 * @param message what the provider said
 */
record HttpFailure(int status, String code, String message) {

    static HttpFailure of(HttpException e) {
        var body = e.getMessage() == null ? "" : e.getMessage().strip();
        var error = parse(body).path("error");
        var code = Stream.of("code", "type", "status")
                .map(name -> error.path(name).asText(""))
                .filter(word -> !word.isBlank() && !word.equals("null"))
                .findFirst()
                .orElse("");
        return new HttpFailure(e.statusCode(), code, error.path("message").asText(body));
    }

    private static JsonNode parse(String body) {
        try {
            return Json.parse(body).tree();
        } catch (IllegalArgumentException notJson) {
            return MissingNode.getInstance();
        }
    }

    Kind kind() {
        return switch (status) {
            case 401 -> Kind.AUTHENTICATION;
            case 402, 403 -> Kind.PERMISSION;
            case 404, 405 -> Kind.NOT_FOUND;
            case 408, 409, 503, 529 -> Kind.OVERLOADED;
            case 429 -> code.equals("insufficient_quota") ? Kind.SPENDING_LIMIT : Kind.RATE_LIMITED;
            case 400, 413, 422 -> tooBigOrWrong();
            default -> status >= 500 ? Kind.SERVER_ERROR : Kind.INVALID_REQUEST;
        };
    }

    private Kind tooBigOrWrong() {
        if (ContextWindow.isExceeded(code + " " + message)) {
            return Kind.CONTEXT_WINDOW;
        }
        return status == 413 ? Kind.TOO_LARGE : Kind.INVALID_REQUEST;
    }

    /** Whether the provider declined to answer this, rather than failed to. */
    boolean isRefusal() {
        return status == 400 && code.toLowerCase(Locale.ROOT).startsWith("content_filter");
    }
}
