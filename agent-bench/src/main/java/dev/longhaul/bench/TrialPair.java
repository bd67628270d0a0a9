package dev.longhaul.bench;

import dev.longhaul.samples.retention.ShiftReport;
import dev.longhaul.samples.retention.Trial;

/**
 * One trial, worked twice. Immutable.
 *
 * @param with what came of it with the inspector
 * @param without what came of it without
 */
record TrialPair(long seed, ShiftReport with, ShiftReport without) {

    static TrialPair of(Trial trial) throws InterruptedException {
        return new TrialPair(trial.seed(), trial.run(true), trial.run(false));
    }

    /** Tokens billed with the inspector beyond those billed without; below 0 if it came out cheaper. */
    long added() {
        return with.billedTokens() - without.billedTokens();
    }

    /** The same in per cent of what was billed without. */
    double addedPercent() {
        return 100.0 * added() / without.billedTokens();
    }
}
