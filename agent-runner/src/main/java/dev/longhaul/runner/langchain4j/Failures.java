package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelDisabledException;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what an exception of a LangChain4j model means. The HTTP status decides where there is one, then what broke the
 * connection, then LangChain4j's class. What nobody knows counts as lost: it may have been billed. Pure.
 */
final class Failures {

    private static final int MOST_SHOWN = 300;

    private Failures() {}

    /** Whether the provider declined to answer, which is an answer. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof ContentFilteredException
                || http(failure).map(HttpFailure::isRefusal).orElse(false);
    }

    /** What the provider said, at most {@value #MOST_SHOWN} characters. */
    static String words(Throwable failure) {
        var said = http(failure).map(HttpFailure::message).orElseGet(() -> String.valueOf(failure.getMessage()));
        return said.length() <= MOST_SHOWN ? said : said.substring(0, MOST_SHOWN) + "...";
    }

    /** The failure as ours; {@code model} is the name to call the model by. */
    static ModelException of(Throwable failure, String model) {
        var http = http(failure);
        return http.isPresent() ? answered(http.get(), words(failure), model) : unanswered(failure, model);
    }

    /** A provider may repeat the key it refuses, so those words stay out; the status says enough. */
    private static ModelException answered(HttpFailure http, String said, String model) {
        var kind = http.kind();
        var what = model + " answered " + http.status();
        return new ModelException(
                kind,
                switch (kind) {
                    case AUTHENTICATION -> what + ": check the key the LangChain4j model was built with";
                    case PERMISSION -> what + ": " + said + " (the key may not use this model or has no credit)";
                    case NOT_FOUND -> what + ": " + said + " (check the model name and the base URL)";
                    case SPENDING_LIMIT -> what + ": " + said + " (a spending limit is reached; raise it)";
                    default -> what + ": " + said;
                });
    }

    private static ModelException unanswered(Throwable failure, String model) {
        var kind = kind(failure);
        var said = failure.getClass().getSimpleName() + ": " + words(failure);
        return new ModelException(
                kind,
                switch (kind) {
                    case AUTHENTICATION ->
                        model + " refused the key: check the one the LangChain4j model was built with";
                    case UNREACHABLE -> "cannot reach " + model + ": is its base URL right? (" + said + ")";
                    case LOST -> model + " gave no whole reply (" + said + ")";
                    case MALFORMED_REPLY -> model + " gave a reply that cannot be read (" + said + ")";
                    default -> model + " failed (" + said + ")";
                },
                null,
                kind == Kind.AUTHENTICATION ? null : failure);
    }

    private static Kind kind(Throwable failure) {
        if (causes(failure).anyMatch(Failures::meansNoConnection)) {
            return Kind.UNREACHABLE;
        }
        if (causes(failure).anyMatch(JacksonException.class::isInstance)) {
            return Kind.MALFORMED_REPLY;
        }
        return switch (failure) {
            case AuthenticationException e -> Kind.AUTHENTICATION;
            case ModelNotFoundException e -> Kind.NOT_FOUND;
            case RateLimitException e -> Kind.RATE_LIMITED;
            case TimeoutException e -> Kind.LOST;
            case UnresolvedModelServerException e -> Kind.UNREACHABLE;
            // Thrown without a cause where a reply came that holds no answer.
            case InternalServerException e -> e.getCause() == null ? Kind.MALFORMED_REPLY : Kind.SERVER_ERROR;
            case InvalidRequestException e -> tooBigOrWrong(e);
            case NonRetriableException e -> tooBigOrWrong(e);
            case RetriableException e -> Kind.SERVER_ERROR;
            case UnsupportedFeatureException e -> Kind.INVALID_REQUEST;
            case ModelDisabledException e -> Kind.INVALID_REQUEST;
            case IllegalArgumentException e -> Kind.INVALID_REQUEST;
            default -> Kind.LOST;
        };
    }

    private static Kind tooBigOrWrong(RuntimeException e) {
        return ContextWindow.isExceeded(String.valueOf(e.getMessage())) ? Kind.CONTEXT_WINDOW : Kind.INVALID_REQUEST;
    }

    private static Optional<HttpFailure> http(Throwable failure) {
        return causes(failure)
                .filter(HttpException.class::isInstance)
                .map(HttpException.class::cast)
                .map(HttpFailure::of)
                .findFirst();
    }

    private static boolean meansNoConnection(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException;
    }

    /** The failure and what caused it, the nearest first; ends even if the causes go round. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, e -> e != null, e -> e == null ? null : e.getCause())
                .limit(20)
                .flatMap(Stream::ofNullable);
    }
}
