package dev.longhaul.model;

/**
 * What a model's provider can do beyond answering.
 *
 * @param thresholdCompaction compacts by itself at a trigger, and pauses ({@link CompactionRequest.Threshold})
 * @param onDemandCompaction summarises when asked ({@link CompactionRequest.OnDemand})
 */
public record ModelCapabilities(boolean thresholdCompaction, boolean onDemandCompaction) {

    /** Answers, and nothing else: compaction is ours to do. */
    public static final ModelCapabilities PLAIN = new ModelCapabilities(false, false);

    /** Both forms of compaction. */
    public static final ModelCapabilities COMPACTING = new ModelCapabilities(true, true);
}
