package dev.longhaul.compaction;

import dev.longhaul.model.StopReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a summariser is told when the last summary did not help. Pure. */
public final class Mending {

    /** A summary below this share of the trigger is not what fills the context. */
    private static final double LONG_SUMMARY = LoopBreaker.LEAST_FREED;

    private static final String NO_TOOLS =
            "Do not call any tool now. Write, as plain text, a summary of the conversation from which the work can be"
                    + " continued: the task and its rules, what is done, what is left, and every exact name, number, path and"
                    + " message that is still needed.";

    private static final String SHORTER =
            "Write a short summary of the conversation, at most a tenth of its length, from which the work can be"
                    + " continued: the task and its rules, what is done, what is left, and the exact names, numbers and"
                    + " messages still needed. Quote nothing else. Do not call any tool.";

    private static final String WHAT_CAME_OF_IT =
            "The last summary led straight back to work that was done before. Write, as plain text, a summary from which the"
                    + " work can be continued without doing any of it again: the task and its rules, each thing that was done"
                    + " or looked up and exactly what came of it, and the next step that was not tried yet. Do not call any"
                    + " tool.";

    private Mending() {}

    /**
     * Instructions for the next summary; empty if none could help.
     *
     * @param stopped why the summariser stopped
     * @param summaryTokens an estimate of the summary's own size; 0 for none
     */
    public static Optional<String> instructions(Signal signal, StopReason stopped, long summaryTokens) {
        return switch (signal) {
            case Signal.NoSummary none -> forMissing(stopped);
            case Signal.Ineffective little ->
                summaryTokens >= LONG_SUMMARY * little.trigger() ? Optional.of(SHORTER) : Optional.empty();
            case Signal.RapidRefill refill -> refill.turns() == 0 ? Optional.empty() : Optional.of(WHAT_CAME_OF_IT);
            case Signal.RepeatedWork work ->
                Optional.of(WHAT_CAME_OF_IT + " Say above all what this brought, because it was asked for again: "
                        + work.call());
            case Signal.FixedOverhead overhead -> Optional.empty();
        };
    }

    /** What helps depends on why there is none (wire spec §1.4, §2.3): a refusal and a full window are not talked away. */
    private static Optional<String> forMissing(StopReason stopped) {
        return switch (stopped) {
            case MAX_TOKENS -> Optional.of(SHORTER);
            case REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED -> Optional.empty();
            default -> Optional.of(NO_TOOLS);
        };
    }

    /** The agent's own instructions stay in force behind the ones that mend, as far as both fit (wire spec §2.1). */
    public static String with(String mending, @Nullable String own) {
        var both = own == null ? mending : mending + "\n\n" + own;
        return both.length() <= Compaction.LONGEST_ON_DEMAND_INSTRUCTIONS ? both : mending;
    }
}
