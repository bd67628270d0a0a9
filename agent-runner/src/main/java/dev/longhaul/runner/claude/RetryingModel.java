package dev.longhaul.runner.claude;

import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Asks again when asking again may help, as Resilience4j times it: growing pauses with jitter, the provider's
 * {@code retry-after} where it gives one, never past the deadline. Thread-safe.
 */
public final class RetryingModel implements Model {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Without a deadline, nobody waits longer than this because a provider says so. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);
    /** A server that is not there at all is seldom there a moment later; a person waits for the answer. */
    private static final int ATTEMPTS_TO_CONNECT = 3;

    private final Model model;
    private final int attempts;
    private final InstantSource clock;
    private final IntervalFunction backoff;

    /**
     * Wraps {@code model}.
     *
     * @param attempts at most this many for one call, at least 1
     */
    public RetryingModel(Model model, int attempts, InstantSource clock) {
        this(model, attempts, Duration.ofMillis(500), clock);
    }

    /**
     * Wraps {@code model}.
     *
     * @param attempts at most this many for one call, at least 1
     * @param firstPause before the second attempt; it doubles with each further one, with jitter, up to half a minute
     */
    public RetryingModel(Model model, int attempts, Duration firstPause, InstantSource clock) {
        this.model = model;
        this.attempts = attempts;
        this.clock = clock;
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(
                Math.max(1, firstPause.toMillis()), 2, 0.25, LONGEST_PAUSE.toMillis());
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ModelCapabilities capabilities() {
        return model.capabilities();
    }

    /** Once: whoever counts can do without. */
    @Override
    public OptionalLong countTokens(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        return model.countTokens(request, scope);
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        var call = new Call(scope);
        try {
            return call.retry().executeCallable(() -> call.attempt(request));
        } catch (ModelException e) {
            // An interrupted pause surfaces as the failure before it.
            if (Thread.interrupted() || scope.cancellation().isRequested()) {
                throw new InterruptedException("cancelled while waiting to ask again");
            }
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a model may throw ModelException only", e);
        }
    }

    /** One call and its attempts; used by one thread. */
    private final class Call {

        private final CallScope scope;
        private int attempt;
        private Duration nextPause = Duration.ZERO;

        Call(CallScope scope) {
            this.scope = scope;
        }

        Retry retry() {
            var config = RetryConfig.<ModelReply>custom()
                    .maxAttempts(attempts)
                    .retryOnException(this::isWorthAnother)
                    .intervalBiFunction((number, result) -> nextPause.toMillis())
                    .build();
            return Retry.of("model", config);
        }

        ModelReply attempt(ModelRequest request) throws ModelException, InterruptedException {
            attempt++;
            scope.listener().sending(attempt);
            return model.reply(request, scope);
        }

        private boolean isWorthAnother(Throwable failure) {
            if (!(failure instanceof ModelException e)
                    || !e.isRetryable()
                    || attempt >= attempts
                    || scope.cancellation().isRequested()) {
                return false;
            }
            if (e.kind() == Kind.UNREACHABLE && attempt >= ATTEMPTS_TO_CONNECT) {
                return false;
            }
            var asked = e.retryAfter().orElse(Duration.ZERO);
            nextPause = pause(attempt, asked);
            return asked.compareTo(LONGEST_RETRY_AFTER) <= 0
                    && clock.instant().plus(nextPause).isBefore(scope.deadline())
                    && scope.listener().mayRetry(attempt, e, nextPause);
        }

        private Duration pause(int number, Duration asked) {
            var own = Duration.ofMillis(backoff.apply(number));
            return asked.compareTo(own) > 0 ? asked : own;
        }
    }
}
