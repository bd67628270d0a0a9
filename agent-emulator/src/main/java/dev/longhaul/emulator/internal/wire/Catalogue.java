package dev.longhaul.emulator.internal.wire;

import dev.longhaul.emulator.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are listed; any other may be asked for a message too, and can do everything. Immutable. */
public final class Catalogue {

    private static final List<String> LISTED = List.of(
            "claude-fable-5-2", "claude-opus-5-5", "claude-sonnet-5-5", "claude-sonnet-4-6", "claude-haiku-5-5");

    private final Map<String, ModelSpec> models = new LinkedHashMap<>();

    /** The usual five, and these; a later one of the same name counts. */
    public Catalogue(List<ModelSpec> more) {
        LISTED.forEach(id -> models.put(id, ModelSpec.of(id)));
        more.forEach(model -> models.put(model.id(), model));
    }

    public List<ModelSpec> all() {
        return List.copyOf(models.values());
    }

    public Optional<ModelSpec> listed(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** Of any name. */
    public ModelSpec find(String id) {
        return listed(id).orElseGet(() -> ModelSpec.of(id));
    }
}
