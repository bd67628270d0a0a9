package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.BlockSigner;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Blocks of the on-demand form: the header, one block, in front of everything, as it was signed (wire spec §2.4, §2.5).
 * Looks at messages before their own check does, and takes them however malformed they are.
 */
final class SignedBlocksCheck {

    private static final Set<String> FIELDS =
            Set.of("type", "content", "signature", "tool_changes", "encrypted_content", "cache_control");

    private final BlockSigner signer;
    private final boolean strictEcho;

    SignedBlocksCheck(BlockSigner signer, boolean strictEcho) {
        this.signer = signer;
        this.strictEcho = strictEcho;
    }

    void check(JsonNode body, ApiHeaders headers) {
        List<Place> summaries = summaries(body.path("messages"));
        // With the on-demand header alone, a block without a signature is one that lost it.
        boolean allSigned = headers.onDemand() && !headers.compaction();
        if (summaries.stream().noneMatch(place -> allSigned || Blocks.isSigned(place.block()))) {
            return;
        }
        Place first = summaries.getFirst();
        if (!headers.onDemand()) {
            throw ApiException.invalid(
                    first.path(), "Input tag 'compaction' found using 'type' does not match any expected tag");
        }
        if (summaries.size() > 1) {
            throw ApiException.coded(
                    "compaction_block_ambiguous",
                    summaries.get(1).path(),
                    "only one compaction block may be sent: keep the newest, drop " + first.path());
        }
        if (!first.isInFront()) {
            throw ApiException.coded(
                    "compaction_block_misplaced",
                    first.path(),
                    "the compaction block must be the first block of the first user or assistant message");
        }
        noThreshold(body);
        verified(first);
    }

    private static List<Place> summaries(JsonNode messages) {
        List<Place> found = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode content = messages.path(i).path("content");
            for (int j = 0; content.isArray() && j < content.size(); j++) {
                if (content.path(j) instanceof ObjectNode block
                        && (Blocks.isBoundary(block) || Blocks.isSigned(block))) {
                    found.add(new Place(i, j, messages.path(i).path("role").asText(), block));
                }
            }
        }
        return found;
    }

    private static void noThreshold(JsonNode body) {
        JsonNode edits = body.path("context_management").path("edits");
        for (int i = 0; i < edits.size(); i++) {
            if (edits.path(i).path("type").asText().equals(CompactEdit.TYPE)) {
                throw ApiException.invalid(
                        "context_management.edits." + i,
                        CompactEdit.TYPE + " may not be used in a conversation that carries a signed compaction block");
            }
        }
    }

    private void verified(Place place) {
        switch (signer.verify(place.block())) {
            case FORGED ->
                throw ApiException.coded(
                        "compaction_signature_invalid", place.path() + ".signature", "the signature does not verify");
            case CONTENT_EDITED ->
                throw ApiException.coded(
                        "compaction_content_mismatch", place.path() + ".content", "not the content that was signed");
            case TOOL_CHANGES_EDITED ->
                throw ApiException.coded(
                        "compaction_tool_changes_mismatch",
                        place.path() + ".tool_changes",
                        "not the tool changes that were signed");
            case OTHER_FIELDS_EDITED -> edited(place);
            case GENUINE -> {
                // As it was handed out.
            }
        }
    }

    private void edited(Place place) {
        Fields.onlyKnown(place.block(), place.path(), FIELDS);
        if (strictEcho) {
            throw ApiException.invalid(
                    place.path(), "this is not the compaction block that was handed out: send it back unchanged");
        }
    }

    private record Place(int message, int index, String role, ObjectNode block) {

        String path() {
            return "messages." + message + ".content." + index;
        }

        boolean isInFront() {
            return message == 0 && index == 0 && !role.equals("system");
        }
    }
}
