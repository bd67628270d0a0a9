package dev.longhaul.emulator.internal.engine;

import dev.longhaul.emulator.internal.wire.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * One cacheable piece of a prompt: a tool, a system block or a content block.
 *
 * @param identity what must be equal, character for character, for a cached prefix to be found again
 * @param characters what the piece counts
 * @param breakpoint the lifetime asked for by a cache marker on it, or null without one
 */
public record Segment(
        String identity, int characters, @Nullable Ttl breakpoint) {}
