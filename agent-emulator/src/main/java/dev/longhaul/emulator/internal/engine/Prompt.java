package dev.longhaul.emulator.internal.engine;

import java.util.List;

/** A rendered prompt: tools, then system, then messages. */
public record Prompt(String model, List<Segment> segments) {

    public Prompt {
        segments = List.copyOf(segments);
    }

    long characters() {
        return segments.stream().mapToLong(Segment::characters).sum();
    }
}
