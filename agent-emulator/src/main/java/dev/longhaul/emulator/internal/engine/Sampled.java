package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a request came to, before it is put into a reply; {@code appliedEdits} as on the wire (wire spec §3). */
public record Sampled(
        List<ObjectNode> content, String stopReason, List<Iteration> iterations, List<ObjectNode> appliedEdits) {

    public Sampled {
        content = List.copyOf(content);
        iterations = List.copyOf(iterations);
        appliedEdits = List.copyOf(appliedEdits);
    }

    Sampled(List<ObjectNode> content, String stopReason, List<Iteration> iterations) {
        this(content, stopReason, iterations, List.of());
    }

    Sampled after(List<ObjectNode> edits) {
        return new Sampled(content, stopReason, iterations, edits);
    }
}
