package dev.longhaul.model;

import org.jspecify.annotations.Nullable;

/** How a request asks the provider to compact. */
public sealed interface CompactionRequest {

    /**
     * Compact when the rendered input reaches {@code triggerTokens}, then pause (wire spec §1.1).
     *
     * @param triggerTokens context tokens, cached ones included
     * @param instructions replaces the provider's own summarising prompt; null leaves it
     */
    record Threshold(long triggerTokens, @Nullable String instructions) implements CompactionRequest {}

    /**
     * Summarise the messages of this request now, and answer nothing (wire spec §2.1).
     *
     * @param instructions replaces the provider's own summarising prompt; null leaves it
     */
    record OnDemand(@Nullable String instructions) implements CompactionRequest {}
}
