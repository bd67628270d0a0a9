package dev.longhaul.runner.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Turns an error response into what a person can act on (wire spec §6.2). Matches types and codes, not message texts. */
final class ErrorReader {

    private static final int MOST_SHOWN = 300;

    private final URI base;
    private final InstantSource clock;

    ErrorReader(URI base, InstantSource clock) {
        this.base = base;
        this.clock = clock;
    }

    ModelException read(int status, HttpHeaders headers, String body) {
        var error = parse(body).path("error");
        var said = error.path("message").asText(body.strip());
        var shown = said.length() <= MOST_SHOWN ? said : said.substring(0, MOST_SHOWN) + "...";
        var retryAfter = headers.firstValue("retry-after").map(this::wait).orElse(null);
        var kind = kind(status, error, said, retryAfter);
        return new ModelException(kind, describe(status, kind, shown), retryAfter, null);
    }

    private static JsonNode parse(String body) {
        try {
            return Json.parse(body).tree();
        } catch (IllegalArgumentException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Kind kind(int status, JsonNode error, String said, @Nullable Duration retryAfter) {
        return switch (status) {
            case 401 -> Kind.AUTHENTICATION;
            case 402, 403 -> Kind.PERMISSION;
            case 404, 405 -> Kind.NOT_FOUND;
            case 413 -> Kind.TOO_LARGE;
            case 429 -> isSpendingCap(error, retryAfter) ? Kind.SPENDING_LIMIT : Kind.RATE_LIMITED;
            case 408, 409 -> Kind.OVERLOADED;
            case 529, 503 -> Kind.OVERLOADED;
            // The one text that has to be matched: the API gives it no code of its own.
            case 400 -> said.startsWith("prompt is too long") ? Kind.CONTEXT_WINDOW : Kind.INVALID_REQUEST;
            default -> status >= 500 ? Kind.SERVER_ERROR : Kind.INVALID_REQUEST;
        };
    }

    private static boolean isSpendingCap(JsonNode error, @Nullable Duration retryAfter) {
        var code = error.path("details").path("error_code").asText("");
        return retryAfter == null && code.endsWith("spend_limit_reached");
    }

    private String describe(int status, Kind kind, String said) {
        var what = base + " answered " + status + ": " + said;
        return switch (kind) {
            case AUTHENTICATION -> what + " (check ANTHROPIC_API_KEY)";
            case PERMISSION -> what + " (the key may not use this model or has no credit)";
            case NOT_FOUND -> what + " (check the model name and ANTHROPIC_BASE_URL)";
            case SPENDING_LIMIT -> what + " (a spending limit is reached; raise it in the console)";
            case TOO_LARGE -> what + " (the request is over 32 MB; compact earlier)";
            default -> what;
        };
    }

    /** Seconds, or a date as HTTP allows. */
    private @Nullable Duration wait(String header) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException notSeconds) {
            return until(header);
        }
    }

    private @Nullable Duration until(String header) {
        try {
            Instant then = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
