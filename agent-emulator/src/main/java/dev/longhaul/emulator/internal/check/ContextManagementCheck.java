package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.ClearToolUses;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import java.util.HashSet;
import java.util.Set;

/** {@code context_management}: at most one edit of each kind, with a trigger the API accepts (wire spec §1.1, §3). */
final class ContextManagementCheck {

    private static final String EDITS = "context_management.edits";
    private static final String CLEAR_THINKING = "clear_thinking_20251015";

    private final int minimumTrigger;

    ContextManagementCheck(int minimumTrigger) {
        this.minimumTrigger = minimumTrigger;
    }

    void check(JsonNode body, ApiHeaders headers) {
        JsonNode management = body.path("context_management");
        if (Fields.absent(management)) {
            return;
        }
        Fields.object(management, "context_management");
        Fields.onlyKnown(management, "context_management", Set.of("edits"));
        JsonNode edits = management.path("edits");
        if (!edits.isMissingNode() && !edits.isArray()) {
            throw ApiException.invalid(EDITS, "Input should be a valid list");
        }
        Set<String> types = new HashSet<>();
        for (int i = 0; i < edits.size(); i++) {
            edit(edits.path(i), EDITS + "." + i, headers);
            if (!types.add(edits.path(i).path("type").asText())) {
                throw ApiException.invalid(
                        EDITS, "only one " + edits.path(i).path("type").asText() + " edit is allowed");
            }
        }
    }

    private void edit(JsonNode edit, String path, ApiHeaders headers) {
        Fields.object(edit, path);
        String type = Fields.text(edit, path, "type");
        if (type.equals(CLEAR_THINKING)) {
            throw ApiException.invalid(path, type + " is not emulated");
        }
        if (type.equals(ClearToolUses.TYPE) && headers.clearing()) {
            ClearToolUsesCheck.check(edit, path);
            return;
        }
        if (!type.equals(CompactEdit.TYPE) || !headers.compaction()) {
            throw ApiException.invalid(
                    path, "Input tag '" + type + "' found using 'type' does not match any expected tag");
        }
        Fields.onlyKnown(edit, path, Set.of("type", "trigger", "pause_after_compaction", "instructions"));
        Fields.optionalFlag(edit, path, "pause_after_compaction");
        Fields.optionalText(edit, path, "instructions");
        trigger(edit.path("trigger"), path + ".trigger");
    }

    private void trigger(JsonNode trigger, String path) {
        if (Fields.absent(trigger)) {
            return;
        }
        Fields.object(trigger, path);
        Fields.onlyKnown(trigger, path, Set.of("type", "value"));
        String type = Fields.text(trigger, path, "type");
        if (!type.equals("input_tokens")) {
            throw ApiException.invalid(path + ".type", "Input should be 'input_tokens'");
        }
        Fields.atLeast(Fields.required(trigger, path, "value"), path + ".value", minimumTrigger);
    }
}
