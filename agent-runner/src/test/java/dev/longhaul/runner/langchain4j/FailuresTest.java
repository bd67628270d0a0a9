package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelDisabledException;
import dev.longhaul.model.ModelException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each exception means, with or without a status behind it. */
class FailuresTest {

    static List<Arguments> failures() {
        return List.of(
                arguments(new AuthenticationException("no"), Kind.AUTHENTICATION),
                arguments(new AuthenticationException(new HttpException(403, "no")), Kind.PERMISSION),
                arguments(new ModelNotFoundException("no"), Kind.NOT_FOUND),
                arguments(new RateLimitException("slow"), Kind.RATE_LIMITED),
                arguments(new InternalServerException(new IllegalStateException("sdk")), Kind.SERVER_ERROR),
                arguments(new InternalServerException("no choices returned"), Kind.MALFORMED_REPLY),
                arguments(new InternalServerException(new HttpException(529, "busy")), Kind.OVERLOADED),
                arguments(new RetriableException("again"), Kind.SERVER_ERROR),
                arguments(new NonRetriableException("never"), Kind.INVALID_REQUEST),
                arguments(new InvalidRequestException("bad"), Kind.INVALID_REQUEST),
                arguments(new InvalidRequestException("Input is too long for this model"), Kind.CONTEXT_WINDOW),
                arguments(new UnsupportedFeatureException("no tools"), Kind.INVALID_REQUEST),
                arguments(new ModelDisabledException("off"), Kind.INVALID_REQUEST),
                arguments(new IllegalArgumentException("blank"), Kind.INVALID_REQUEST),
                arguments(new TimeoutException(new HttpTimeoutException("read")), Kind.LOST),
                arguments(new TimeoutException(new HttpConnectTimeoutException("connect")), Kind.UNREACHABLE),
                arguments(new TimeoutException(new HttpException(408, "slow")), Kind.OVERLOADED),
                arguments(new UnresolvedModelServerException("no such host"), Kind.UNREACHABLE),
                arguments(new RuntimeException(new UnknownHostException("nowhere")), Kind.UNREACHABLE),
                arguments(new RuntimeException(new ConnectException("refused")), Kind.UNREACHABLE),
                arguments(new RuntimeException(new IOException("reset")), Kind.LOST),
                arguments(new RuntimeException(new InterruptedException()), Kind.LOST),
                arguments(new LangChain4jException("what?"), Kind.LOST),
                arguments(new NullPointerException(), Kind.LOST));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsKind(RuntimeException failure, Kind kind) {
        var told = Failures.of(failure, "fake");

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told).hasMessageContaining("fake");
    }

    @Test
    void whatWasDeclinedIsAnAnswer() {
        assertThat(Failures.isRefusal(new ContentFilteredException("no"))).isTrue();
        assertThat(Failures.isRefusal(new InvalidRequestException("no"))).isFalse();
    }

    @Test
    void aLongBodyIsShortened() {
        var failure = new InternalServerException(new HttpException(500, "x".repeat(5_000)));

        assertThat(Failures.of(failure, "fake").getMessage()).hasSizeLessThan(350);
    }

    @Test
    void causesThatGoRoundAreFollowedOnce() {
        var one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));

        assertThat(Failures.of(one, "fake").kind()).isEqualTo(Kind.LOST);
    }
}
