package dev.longhaul.compaction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When and how a context is compacted. Immutable; each method returns a changed copy.
 *
 * <p>The threshold form: the provider compacts when the rendered input reaches the trigger, and pauses.
 *
 * @param triggerTokens context tokens at which to compact, at least {@value #MINIMUM_TRIGGER}; 0 never compacts
 * @param instructions replaces the provider's own summarising prompt; null leaves it
 * @param tailTokens the most tokens that the kept tail, the last call with its results, may have
 */
public record Compaction(long triggerTokens, @Nullable String instructions, long tailTokens) {

    /** The smallest trigger the provider takes, in tokens (wire spec §1.1). */
    public static final long MINIMUM_TRIGGER = 50_000;

    /** The provider's own default trigger, in tokens (wire spec §1.1). */
    public static final long DEFAULT_TRIGGER = 150_000;

    private static final double TAIL_SHARE = 0.2;

    public Compaction {
        if (triggerTokens != 0 && triggerTokens < MINIMUM_TRIGGER) {
            throw new IllegalArgumentException("cannot compact at %,d tokens: the smallest trigger is %,d"
                    .formatted(triggerTokens, MINIMUM_TRIGGER));
        }
        if (instructions != null && instructions.isBlank()) {
            throw new IllegalArgumentException(
                    "compaction instructions are blank: say what to keep, or leave them out");
        }
        if (tailTokens < 0) {
            throw new IllegalArgumentException("the kept tail cannot have " + tailTokens + " tokens");
        }
    }

    /**
     * Compacts when the context reaches {@code tokens}.
     *
     * @throws IllegalArgumentException below {@value #MINIMUM_TRIGGER}
     */
    public static Compaction at(long tokens) {
        if (tokens == 0) {
            throw new IllegalArgumentException("cannot compact at 0 tokens: use Compaction.off() to never compact");
        }
        return new Compaction(tokens, null, Math.round(tokens * TAIL_SHARE));
    }

    /** Never compacts; the session ends when the model's window is full. */
    public static Compaction off() {
        return new Compaction(0, null, 0);
    }

    /** Replaces the provider's summarising prompt, so say all that matters. */
    public Compaction instructions(String text) {
        return new Compaction(triggerTokens, Objects.requireNonNull(text), tailTokens);
    }

    /** Keeps the last call with its results behind the summary if it has at most {@code tokens}; 0 keeps none. */
    public Compaction keepTail(long tokens) {
        return new Compaction(triggerTokens, instructions, tokens);
    }

    public boolean isOn() {
        return triggerTokens != 0;
    }
}
