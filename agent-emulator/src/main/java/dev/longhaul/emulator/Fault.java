package dev.longhaul.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One way in which the service fails. Which requests it hits is the {@link FaultPlan}'s matter.
 *
 * <p>An invalid request gets its 400 even where a fault is planned, so that a fault never hides a client's mistake.
 */
public sealed interface Fault {

    /** Strikes before sampling: nothing is billed. */
    sealed interface BeforeSampling extends Fault {}

    /** Strikes the summary, so only where a compaction runs. */
    sealed interface OfSummary extends Fault {}

    /** Changes a reply that was sampled and billed. */
    sealed interface OfReply extends Fault {}

    /** Loses a reply, wholly or in part, after it was billed. */
    sealed interface OfTransport extends Fault {}

    record Status(int status, @Nullable Integer retryAfterSeconds) implements BeforeSampling {}

    record SpendCap() implements BeforeSampling {}

    record PlainTooLarge() implements BeforeSampling {}

    record Delay(Duration duration) implements BeforeSampling {}

    record ErrorCode(String code) implements BeforeSampling {}

    record CompactionUnavailable(@Nullable Integer retryAfterSeconds) implements BeforeSampling {}

    record NullSummary() implements OfSummary {}

    record EmptySummary(String stopReason) implements OfSummary {}

    record IneffectiveSummary() implements OfSummary {}

    record LargerSummary() implements OfSummary {}

    record UnknownBlock() implements OfReply {}

    record UnknownFields() implements OfReply {}

    record EncryptedContent() implements OfReply {}

    record Refusal() implements OfReply {}

    record StopReason(String reason) implements OfReply {}

    record MissingCacheFields() implements OfReply {}

    record NoIterations() implements OfReply {}

    record HangUp() implements OfTransport {}

    record TruncatedBody() implements OfTransport {}

    record StreamError() implements OfTransport {}

    /** This HTTP status with its error type, without {@code retry-after} (wire spec §6.2). */
    static Fault status(int status) {
        return new Status(checked(status), null);
    }

    /** This HTTP status with {@code retry-after} in seconds. */
    static Fault status(int status, int retryAfterSeconds) {
        return new Status(checked(status), retryAfterSeconds);
    }

    /**
     * A 429 that waiting does not cure: no {@code retry-after}, {@code details.error_code} says so (wire spec §6.2).
     */
    static Fault spendCap() {
        return new SpendCap();
    }

    /** A 413 in HTML, as an edge proxy sends it. */
    static Fault plainTooLarge() {
        return new PlainTooLarge();
    }

    /** Waits before sampling, then goes on as usual. */
    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    /** A 400 with this {@code details.error_code}, e.g. one of wire spec §2.4 that is hard to bring about. */
    static Fault errorCode(String code) {
        return new ErrorCode(code);
    }

    /**
     * A 529 {@code compaction_unavailable} without {@code retry-after}, where a summary is to be written or read; any
     * other request is left alone (wire spec §2.4).
     */
    static Fault compactionUnavailable() {
        return new CompactionUnavailable(null);
    }

    /** The same with {@code retry-after} in seconds. */
    static Fault compactionUnavailable(int retryAfterSeconds) {
        return new CompactionUnavailable(retryAfterSeconds);
    }

    /**
     * No summary; billed. At a threshold the compaction block carries {@code content: null} (wire spec §1.4); on demand
     * there is no block, and the stop reason is {@code end_turn} (§2.3).
     */
    static Fault nullSummary() {
        return new NullSummary();
    }

    /**
     * No summary; on demand the reply has no content and stops for this reason: {@code max_tokens}, {@code
     * model_context_window_exceeded} (which bills nothing), {@code tool_use}, {@code refusal}, {@code end_turn} or any
     * other word (wire spec §2.3). At a threshold the same as {@link #nullSummary()}.
     */
    static Fault emptySummary(String stopReason) {
        return new EmptySummary(stopReason);
    }

    /** The summary is as large as what it summarises. Billed at no more than {@code max_tokens} of output. */
    static Fault ineffectiveSummary() {
        return new IneffectiveSummary();
    }

    /** The summary is twice as large as what it summarises. Billed at no more than {@code max_tokens} of output. */
    static Fault largerSummary() {
        return new LargerSummary();
    }

    /** A block of a type nobody knows is appended; it must come back exactly. */
    static Fault unknownBlock() {
        return new UnknownBlock();
    }

    /** Every block, and the reply itself, gains a field nobody knows; blocks must come back with it. */
    static Fault unknownFields() {
        return new UnknownFields();
    }

    /** The compaction block carries an opaque {@code encrypted_content} as well (wire spec §1.2). */
    static Fault encryptedContent() {
        return new EncryptedContent();
    }

    /** {@code stop_reason: refusal} with {@code stop_details} and no content. Leaves a paused compaction alone. */
    static Fault refusal() {
        return new Refusal();
    }

    /** Any stop reason, known or not, on an otherwise sound answer. Leaves a paused compaction alone. */
    static Fault stopReason(String reason) {
        return new StopReason(reason);
    }

    /** The answer stops with {@code max_tokens}: a tool call in it must not be run (wire spec §6.3). */
    static Fault maxTokens() {
        return new StopReason("max_tokens");
    }

    /** The entries of {@code usage.iterations} lack their cache fields (wire spec §2.2). */
    static Fault missingCacheFields() {
        return new MissingCacheFields();
    }

    /** {@code usage} comes without {@code iterations}. */
    static Fault noIterations() {
        return new NoIterations();
    }

    /** Billed, then the connection closes before the first byte of the reply. */
    static Fault hangUp() {
        return new HangUp();
    }

    /** Billed, then half a JSON body arrives; streamed, the stream ends before its {@code message_delta}. */
    static Fault truncatedBody() {
        return new TruncatedBody();
    }

    /**
     * Billed, then a stream breaks off in an {@code error} event; a reply that is not streamed is truncated instead.
     */
    static Fault streamError() {
        return new StreamError();
    }

    private static int checked(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error status is 400 to 599, not " + status);
        }
        return status;
    }
}
