package dev.longhaul.emulator.internal.engine;

import dev.longhaul.emulator.BillingLedger.Totals;

/** One billed sampling of a request: an entry of {@code usage.iterations} (wire spec §1.5). */
public record Iteration(String kind, Totals tokens) {

    static final String COMPACTION = "compaction";
    static final String MESSAGE = "message";

    boolean isCompaction() {
        return kind.equals(COMPACTION);
    }
}
