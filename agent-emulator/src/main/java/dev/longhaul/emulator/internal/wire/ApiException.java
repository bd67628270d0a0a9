package dev.longhaul.emulator.internal.wire;

import org.jspecify.annotations.Nullable;

/** A reply in the API's error envelope (wire spec §6.2). */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final @Nullable String errorCode;
    private final @Nullable Integer retryAfterSeconds;

    private ApiException(
            int status, String type, String message, @Nullable String errorCode, @Nullable Integer retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.errorCode = errorCode;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A 400 for a request that breaks a rule; {@code path} names the place, e.g. {@code messages.0.content}. */
    public static ApiException invalid(String path, String problem) {
        return invalid(path + ": " + problem);
    }

    public static ApiException invalid(String message) {
        return new ApiException(400, "invalid_request_error", message, null, null);
    }

    /** A 400 that programs can tell apart: {@code details.error_code} (wire spec §2.4). */
    public static ApiException coded(String errorCode, String path, String problem) {
        return new ApiException(400, "invalid_request_error", path + ": " + problem, errorCode, null);
    }

    /** Any status with an {@code error_code}. */
    public static ApiException coded(
            int status, String errorCode, String message, @Nullable Integer retryAfterSeconds) {
        return new ApiException(status, typeOf(status), message, errorCode, retryAfterSeconds);
    }

    public static ApiException of(int status, String message) {
        return new ApiException(status, typeOf(status), message, null, null);
    }

    public static ApiException of(int status, String message, @Nullable Integer retryAfterSeconds) {
        return new ApiException(status, typeOf(status), message, null, retryAfterSeconds);
    }

    public static ApiException spendCap() {
        return coded(
                429, "enforced_spend_limit_reached", "Your organization has reached its enforced spend limit.", null);
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public @Nullable String errorCode() {
        return errorCode;
    }

    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
