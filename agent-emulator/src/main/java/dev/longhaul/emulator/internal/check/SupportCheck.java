package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.ModelSpec;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Catalogue;
import dev.longhaul.emulator.internal.wire.CompactEdit;

/** Whether the model can do what is asked of it (wire spec §1.1, §2.1). Reading a block takes no ability (§2.5). */
final class SupportCheck {

    private final Catalogue models;

    SupportCheck(Catalogue models) {
        this.models = models;
    }

    void check(JsonNode body) {
        ModelSpec model = models.find(body.path("model").asText());
        if (OnDemandCheck.asked(body) && !model.onDemand()) {
            throw ApiException.invalid("compaction", model.id() + " does not support compaction");
        }
        for (JsonNode edit : body.path("context_management").path("edits")) {
            if (edit.path("type").asText().equals(CompactEdit.TYPE) && !model.threshold()) {
                throw ApiException.invalid(
                        "context_management.edits",
                        model.id() + " does not support context management of type " + CompactEdit.TYPE);
            }
        }
    }
}
