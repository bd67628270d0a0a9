package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request's headers bring into its reply.
 *
 * @param iterations {@code usage.iterations}: with the header of either form of compaction (wire spec §1.5, §2.2)
 * @param contextManagement {@code context_management}: with the threshold form's header, or where edits were sent
 */
public record ReplyForm(boolean iterations, boolean contextManagement) {

    static ReplyForm of(JsonNode body, ApiHeaders headers) {
        return new ReplyForm(
                headers.compaction() || headers.onDemand(),
                headers.compaction() || body.path("context_management").isObject());
    }
}
