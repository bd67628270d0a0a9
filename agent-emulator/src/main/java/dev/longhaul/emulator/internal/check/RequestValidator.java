package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.BlockSigner;
import dev.longhaul.emulator.internal.wire.Catalogue;
import dev.longhaul.emulator.internal.wire.MessagesRequest;

/**
 * Turns a body into a request, or into the first complaint; looks at all messages sent, also those a summary replaced.
 */
public final class RequestValidator {

    private final SupportCheck support;
    private final ContextManagementCheck contextManagement;
    private final SignedBlocksCheck signed;
    private final MessagesCheck messages;

    public RequestValidator(
            Catalogue models, BlockSigner signer, IssuedBlocks issued, boolean strictEcho, int minimumTrigger) {
        support = new SupportCheck(models);
        contextManagement = new ContextManagementCheck(minimumTrigger);
        signed = new SignedBlocksCheck(signer, strictEcho);
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
        support.check(body);
        contextManagement.check(body, headers);
        ToolsCheck.check(body);
        signed.check(body, headers);
        messages.check(body, headers);
        CacheControlCheck.check(body);
        MessagesRequest request = MessagesRequest.of(body, headers);
        if (OnDemandCheck.asked(body)) {
            SummarisableCheck.check(request.messages());
        }
        PairingCheck.check(request.messages());
        EndsCheck.check(request.messages(), OnDemandCheck.asked(body));
        return request;
    }
}
