package dev.longhaul.emulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request below {@code /v1} as it came and how it was answered.
 *
 * @param number the n-th {@code POST /v1/messages}, from 1; 0 for every other route
 * @param path without the query
 * @param headers names in lower case; secrets are kept as sent, this is a test server
 * @param body the exact text. Beyond 128 Mi characters in all, the oldest bodies are emptied
 * @param status the HTTP status of the reply; 0 where the emulator hung up on purpose
 * @param errorMessage the message of the error envelope, or null where there was none
 */
public record ReceivedRequest(
        int number,
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        int status,
        @Nullable String errorMessage) {}
