package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.ModelSpec;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.Catalogue;
import dev.longhaul.emulator.internal.wire.ClearToolUses;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.List;

/** {@code GET /v1/models}: what is listed, with the fields of wire spec §6.9. */
public final class Models {

    private final Catalogue catalogue;
    private final int contextWindow;

    public Models(Catalogue catalogue, int contextWindow) {
        this.catalogue = catalogue;
        this.contextWindow = contextWindow;
    }

    ObjectNode list(ApiHeaders headers) {
        List<ModelSpec> all = catalogue.all();
        ObjectNode list = Json.object();
        all.forEach(model -> list.withArray("data").add(view(model, headers)));
        return list.put("first_id", all.getFirst().id())
                .put("last_id", all.getLast().id())
                .put("has_more", false);
    }

    ObjectNode find(String id, ApiHeaders headers) {
        return view(catalogue.listed(id).orElseThrow(() -> ApiException.of(404, "model: " + id)), headers);
    }

    private ObjectNode view(ModelSpec spec, ApiHeaders headers) {
        ObjectNode model = Json.object()
                .put("type", "model")
                .put("id", spec.id())
                .put("display_name", spec.id() + " (emulated)")
                .put("created_at", "2026-01-01T00:00:00Z")
                .put("max_input_tokens", contextWindow)
                .put("max_tokens", 128_000);
        ObjectNode capabilities = model.putObject("capabilities");
        if (headers.onDemand()) {
            // Beta: shown to those who send its header (wire spec §2.1).
            ObjectNode compaction = capabilities.putObject("compaction").put("supported", spec.onDemand());
            compaction.putObject("summarize").put("supported", spec.onDemand());
        }
        ObjectNode editing = capabilities.putObject("context_management");
        editing.putObject(CompactEdit.TYPE).put("supported", spec.threshold());
        editing.putObject(ClearToolUses.TYPE).put("supported", true);
        editing.putObject("clear_thinking_20251015").put("supported", false);
        return model;
    }
}
