package dev.longhaul.runner.claude;

import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A model behind the Messages API, asked for whole replies. One instance serves any number of sessions and threads; it makes
 * one attempt a call, {@link RetryingModel} makes more.
 */
public final class Claude implements Model {

    private static final String API_VERSION = "2023-06-01";

    private final ClaudeConfig config;
    private final HttpClient http;
    private final InstantSource clock;
    private final RequestWriter writer;
    private final ReplyReader reader = new ReplyReader();
    private final ErrorReader errors;

    Claude(ClaudeConfig config, HttpClient http, InstantSource clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
        this.writer = new RequestWriter(config.caching(), config.taskBudgetToSend());
        this.errors = new ErrorReader(config.baseUri(), clock);
    }

    /**
     * The model as the environment sets it: {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_BASE_URL}; with the usual retries.
     *
     * @throws IllegalArgumentException if the base URL is none
     */
    public static Model fromEnvironment() {
        return of(ClaudeConfig.fromEnvironment(System.getenv()));
    }

    /** The model as {@code config} sets it, with the usual retries. */
    public static Model of(ClaudeConfig config) {
        var clock = InstantSource.system();
        var http =
                HttpClient.newBuilder().connectTimeout(config.connectTimeout()).build();
        return new RetryingModel(new Claude(config, http, clock), config.attempts(), config.firstPause(), clock);
    }

    @Override
    public String name() {
        return config.model();
    }

    @Override
    public ModelCapabilities capabilities() {
        return ModelCapabilities.COMPACTING;
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        var body = ask(config.messagesUri(), writer.write(config.model(), request), request, scope);
        try {
            var reply = reader.read(body);
            return request.compaction() instanceof CompactionRequest.OnDemand ? reply : atThreshold(reply);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    Kind.MALFORMED_REPLY,
                    config.baseUri() + " answered 200 with what is not a message: " + e.getMessage(),
                    null,
                    e);
        }
    }

    /** A block that nobody asked for on its own is of the other form, whether or not it carries a signature. */
    private static ModelReply atThreshold(ModelReply reply) {
        var content = reply.content().stream()
                .map(block -> block instanceof Block.Compaction compaction ? compaction.atThreshold() : block)
                .toList();
        return new ModelReply(reply.id(), reply.model(), content, reply.stopReason(), reply.stopText(), reply.usage());
    }

    /** Asks the provider, which counts for free and calls its count an estimate (wire spec §6.6). */
    @Override
    public OptionalLong countTokens(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        var body = ask(config.countUri(), writer.writeToCount(config.model(), request), request, scope);
        try {
            var count = Json.parse(body).tree().path("input_tokens");
            return count.isIntegralNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
        } catch (IllegalArgumentException notJson) {
            return OptionalLong.empty();
        }
    }

    private String ask(URI uri, byte[] body, ModelRequest request, CallScope scope)
            throws ModelException, InterruptedException {
        var response = send(httpRequest(uri, body, request, scope.deadline()));
        if (response.statusCode() != 200) {
            throw errors.read(response.statusCode(), response.headers(), response.body());
        }
        return response.body();
    }

    private HttpRequest httpRequest(URI uri, byte[] body, ModelRequest request, Instant deadline)
            throws ModelException {
        var builder = HttpRequest.newBuilder(uri)
                .timeout(timeout(deadline))
                .header("content-type", "application/json")
                .header("anthropic-version", API_VERSION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        var betas = CompactionBetas.of(request);
        if (config.taskBudgetToSend().isPresent()) {
            betas.add(TaskBudget.BETA);
        }
        if (!betas.isEmpty()) {
            builder.header("anthropic-beta", String.join(",", betas));
        }
        var key = config.apiKey();
        if (key != null) {
            builder.header("x-api-key", key);
        }
        return builder.build();
    }

    private Duration timeout(Instant deadline) throws ModelException {
        if (deadline.equals(Instant.MAX)) {
            return config.requestTimeout();
        }
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw new ModelException(Kind.UNREACHABLE, "no time is left to ask " + config.baseUri());
        }
        return left.compareTo(config.requestTimeout()) < 0 ? left : config.requestTimeout();
    }

    /** Waits for headers and body together: the client's own timeout ends with the headers. */
    private HttpResponse<String> send(HttpRequest request) throws ModelException, InterruptedException {
        var pending = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return pending.get(request.timeout().orElseThrow().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw noReply(request, e);
        } catch (ExecutionException e) {
            throw failure(request, e.getCause());
        } finally {
            pending.cancel(true);
        }
    }

    private ModelException failure(HttpRequest request, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> unreachable(e);
            case ConnectException e -> unreachable(e);
            case HttpTimeoutException e -> noReply(request, e);
            case IOException e when e.getCause() instanceof UnresolvedAddressException -> unreachable(e);
            case null, default ->
                new ModelException(
                        Kind.LOST, "the connection to " + config.baseUri() + " broke: " + cause, null, cause);
        };
    }

    private ModelException noReply(HttpRequest request, Exception e) {
        return new ModelException(
                Kind.LOST,
                "%s gave no reply within %d s"
                        .formatted(
                                config.baseUri(),
                                request.timeout().orElseThrow().toSeconds()),
                null,
                e);
    }

    private ModelException unreachable(Exception e) {
        return new ModelException(
                Kind.UNREACHABLE,
                "cannot reach " + config.baseUri() + ": is it running, and is ANTHROPIC_BASE_URL or --base-url right?",
                null,
                e);
    }
}
