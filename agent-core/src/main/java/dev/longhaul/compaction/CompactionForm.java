package dev.longhaul.compaction;

import dev.longhaul.model.ModelCapabilities;

/** Who compacts, and who decides when. One boundary comes of each. */
public enum CompactionForm {
    /** The provider compacts when its own count reaches the trigger, inside an ordinary request, and pauses. */
    THRESHOLD("threshold"),
    /** We ask the provider for a signed summary when our count reaches the trigger. */
    ON_DEMAND("on-demand"),
    /** We ask any model for a summary in words when our count reaches the trigger. */
    CLIENT("client"),
    OFF("off");

    private final String word;

    CompactionForm(String word) {
        this.word = word;
    }

    /** As the command line spells it. */
    public String word() {
        return word;
    }

    /** Whether we say when, in a call of its own. */
    public boolean isAskedFor() {
        return this == ON_DEMAND || this == CLIENT;
    }

    /** Whether a model with these capabilities can be compacted so. */
    public boolean isSupportedBy(ModelCapabilities capabilities) {
        return switch (this) {
            case THRESHOLD -> capabilities.thresholdCompaction();
            case ON_DEMAND -> capabilities.onDemandCompaction();
            case CLIENT, OFF -> true;
        };
    }

    /** The form such a model is compacted in unless somebody says otherwise. */
    public static CompactionForm usualFor(ModelCapabilities capabilities) {
        return capabilities.thresholdCompaction() ? THRESHOLD : capabilities.onDemandCompaction() ? ON_DEMAND : CLIENT;
    }
}
