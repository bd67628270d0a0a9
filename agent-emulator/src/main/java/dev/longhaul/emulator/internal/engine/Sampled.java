package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a request came to, before it is put into a reply. */
public record Sampled(List<ObjectNode> content, String stopReason, List<Iteration> iterations) {

    public Sampled {
        content = List.copyOf(content);
        iterations = List.copyOf(iterations);
    }
}
