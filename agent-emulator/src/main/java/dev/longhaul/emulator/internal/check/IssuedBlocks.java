package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Digest;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers, by digest, the blocks this emulator handed out. Thread-safe. */
public final class IssuedBlocks {

    private final Set<String> digests = ConcurrentHashMap.newKeySet();

    public void remember(ObjectNode block) {
        digests.add(digest(block));
    }

    /** True if this very block was handed out; a {@code cache_control} may have been added since. */
    public boolean contains(ObjectNode block) {
        return digests.contains(digest(block));
    }

    private static String digest(ObjectNode block) {
        return Digest.of(Json.canonical(Blocks.unmarked(block)));
    }
}
