package dev.longhaul.emulator;

import java.util.Objects;

/**
 * What a model is able to do: reported by {@code GET /v1/models} (wire spec §2.1, §6.9) and held to, as a request for
 * what it cannot do is a 400. A model nobody specified can do both.
 *
 * @param id as in {@code model} of a request
 * @param threshold whether it compacts at a threshold, {@code compact_20260112} (wire spec §1)
 * @param onDemand whether it compacts on demand, {@code compaction: {type: summarize}} (wire spec §2)
 */
public record ModelSpec(String id, boolean threshold, boolean onDemand) {

    public ModelSpec {
        Objects.requireNonNull(id);
    }

    /** A model that compacts in both forms. */
    public static ModelSpec of(String id) {
        return new ModelSpec(id, true, true);
    }

    /** The same, but refusing the threshold form. */
    public ModelSpec withoutThreshold() {
        return new ModelSpec(id, false, onDemand);
    }

    /** The same, but refusing the on-demand form. */
    public ModelSpec withoutOnDemand() {
        return new ModelSpec(id, threshold, false);
    }
}
