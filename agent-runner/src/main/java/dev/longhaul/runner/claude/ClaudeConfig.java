package dev.longhaul.runner.claude;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a model. {@code toString} never shows the key.
 *
 * @param taskBudget tokens the model is told it has for its task; empty for none
 */
public record ClaudeConfig(
        URI baseUri,
        @Nullable String apiKey,
        String model,
        Duration connectTimeout,
        Duration requestTimeout,
        int attempts,
        Duration firstPause,
        boolean caching,
        OptionalLong taskBudget) {

    /** The API itself. */
    public static final URI DEFAULT_BASE = URI.create("https://api.anthropic.com");

    /** Used unless another is named. */
    public static final String DEFAULT_MODEL = "claude-sonnet-5-5";

    public ClaudeConfig {
        if (firstPause.isNegative()) {
            throw new IllegalArgumentException("a pause of " + firstPause + " is none: give zero or more");
        }
        if (!("http".equals(baseUri.getScheme()) || "https".equals(baseUri.getScheme())) || baseUri.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + baseUri + "\" is no base URL: give one like https://host or http://127.0.0.1:8089");
        }
        if (baseUri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a base URL holds no user or password, it would be shown: put the key into ANTHROPIC_API_KEY");
        }
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            // Never the key itself: this text may be shown and logged.
            throw new IllegalArgumentException(
                    "the API key has a space, a line break or another character no key has: check ANTHROPIC_API_KEY");
        }
    }

    public static ClaudeConfig fromEnvironment(Map<String, String> environment) {
        var base = environment.getOrDefault("ANTHROPIC_BASE_URL", "");
        var key = environment.getOrDefault("ANTHROPIC_API_KEY", "");
        return at(base.isBlank() ? DEFAULT_BASE.toString() : base.strip()).withKey(key.isBlank() ? null : key.strip());
    }

    /**
     * The default model at a base URL, without a key.
     *
     * @throws IllegalArgumentException if {@code baseUrl} is none
     */
    public static ClaudeConfig at(String baseUrl) {
        return new ClaudeConfig(
                parse(baseUrl),
                null,
                DEFAULT_MODEL,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                5,
                Duration.ofMillis(500),
                true,
                OptionalLong.empty());
    }

    private static URI parse(String baseUrl) {
        try {
            return URI.create(baseUrl);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + baseUrl + "\" is no base URL: " + e.getMessage(), e);
        }
    }

    /**
     * The same at another base URL.
     *
     * @throws IllegalArgumentException if {@code baseUrl} is none
     */
    public ClaudeConfig withBaseUrl(String baseUrl) {
        return new ClaudeConfig(
                parse(baseUrl),
                apiKey,
                model,
                connectTimeout,
                requestTimeout,
                attempts,
                firstPause,
                caching,
                taskBudget);
    }

    public ClaudeConfig withKey(@Nullable String key) {
        return new ClaudeConfig(
                baseUri, key, model, connectTimeout, requestTimeout, attempts, firstPause, caching, taskBudget);
    }

    public ClaudeConfig withModel(String name) {
        return new ClaudeConfig(
                baseUri, apiKey, name, connectTimeout, requestTimeout, attempts, firstPause, caching, taskBudget);
    }

    /** At most this long for one attempt. */
    public ClaudeConfig withRequestTimeout(Duration time) {
        return new ClaudeConfig(
                baseUri, apiKey, model, connectTimeout, time, attempts, firstPause, caching, taskBudget);
    }

    /** At most this many attempts for one call, 1 for no retry. */
    public ClaudeConfig withAttempts(int most) {
        return new ClaudeConfig(
                baseUri, apiKey, model, connectTimeout, requestTimeout, most, firstPause, caching, taskBudget);
    }

    /** The pause before the second attempt; it doubles with each further one. Half a second unless set. */
    public ClaudeConfig withFirstPause(Duration pause) {
        return new ClaudeConfig(
                baseUri, apiKey, model, connectTimeout, requestTimeout, attempts, pause, caching, taskBudget);
    }

    /** Whether prompts are marked for the provider's cache, which nearly always pays; true unless set. */
    public ClaudeConfig withCaching(boolean on) {
        return new ClaudeConfig(
                baseUri, apiKey, model, connectTimeout, requestTimeout, attempts, firstPause, on, taskBudget);
    }

    /**
     * Tells the model how many tokens it has for its task, so that it paces itself by a countdown of its own. Advice, not a
     * limit: the provider enforces nothing, and what is sent again counts there once (wire spec §6.7). What may be spent is up
     * to {@link dev.longhaul.budget.Budget}. Sent only to models that take it; none unless set.
     *
     * @throws IllegalArgumentException if {@code tokens} is less than the provider takes, {@value TaskBudget#LEAST}
     */
    public ClaudeConfig withTaskBudget(long tokens) {
        return new ClaudeConfig(
                baseUri,
                apiKey,
                model,
                connectTimeout,
                requestTimeout,
                attempts,
                firstPause,
                caching,
                OptionalLong.of(TaskBudget.checked(tokens)));
    }

    /** The task budget in tokens, if there is one and the model takes it. */
    OptionalLong taskBudgetToSend() {
        return TaskBudget.isTakenBy(model) ? taskBudget : OptionalLong.empty();
    }

    URI messagesUri() {
        return uri("/v1/messages");
    }

    URI countUri() {
        return uri("/v1/messages/count_tokens");
    }

    private URI uri(String path) {
        var base = baseUri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return "ClaudeConfig[" + baseUri + ", " + model + ", key " + (apiKey == null ? "absent" : "present") + "]";
    }
}
