package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.MessagesRequest;

/**
 * Turns a body into a request, or into the first complaint; looks at all messages sent, also those a summary replaced.
 */
public final class RequestValidator {

    private final ContextManagementCheck contextManagement;
    private final MessagesCheck messages;

    public RequestValidator(IssuedBlocks issued, boolean strictEcho, int minimumTrigger) {
        contextManagement = new ContextManagementCheck(minimumTrigger);
        messages = new MessagesCheck(new BlockCheck(issued, strictEcho));
    }

    /**
     * Checks and reads a body.
     *
     * @param sampled false for {@code count_tokens}, which takes fewer fields
     * @throws dev.longhaul.emulator.internal.wire.ApiException with status 400, naming the place
     */
    public MessagesRequest read(JsonNode body, ApiHeaders headers, boolean sampled) {
        TopLevelCheck.check(body, headers, sampled);
        contextManagement.check(body, headers);
        ToolsCheck.check(body);
        messages.check(body, headers);
        CacheControlCheck.check(body);
        MessagesRequest request = MessagesRequest.of(body, headers);
        PairingCheck.check(request.messages());
        EndsCheck.check(request.messages());
        return request;
    }
}
