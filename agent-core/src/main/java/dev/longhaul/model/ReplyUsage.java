package dev.longhaul.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one reply used: the provider's own sum and, where it gives them, the samplings behind it.
 *
 * <p>The sum leaves out compaction (wire spec §1.5), so a ledger that reads only the sum undercounts.
 *
 * @param reported the top-level usage
 * @param iterations each sampling in order; empty where the provider gives none
 * @param isPartial whether a sampling came without the prompt tokens that touched a cache, and nothing says how many
 */
public record ReplyUsage(Usage reported, List<Iteration> iterations, boolean isPartial) {

    public static final ReplyUsage NONE = new ReplyUsage(Usage.NONE, List.of());

    public ReplyUsage {
        iterations = List.copyOf(iterations);
    }

    /** Usage that tells all. */
    public ReplyUsage(Usage reported, List<Iteration> iterations) {
        this(reported, iterations, false);
    }

    /** Usage of a provider that reports no iterations. */
    public static ReplyUsage of(Usage reported) {
        return new ReplyUsage(reported, List.of());
    }

    /** What a sampling was for. */
    public enum Kind {
        MESSAGE,
        COMPACTION,
        /** Another model asked for advice; priced as that model. */
        ADVISOR,
        /** The answer came from a fallback model; the top level already describes what is billed. */
        FALLBACK,
        UNKNOWN
    }

    /** One sampling. {@code model} is empty where it is the request's own. */
    public record Iteration(Kind kind, String model, Usage usage) {}

    /** What is billed: the sum over the iterations, or the top level where there are none or a fallback answered. */
    public Usage billed() {
        if (iterations.isEmpty() || iterations.stream().anyMatch(i -> i.kind() == Kind.FALLBACK)) {
            return reported;
        }
        return iterations.stream().map(Iteration::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** What compaction cost within {@link #billed()}. */
    public Usage compaction() {
        return iterations.stream()
                .filter(i -> i.kind() == Kind.COMPACTION)
                .map(Iteration::usage)
                .reduce(Usage.NONE, Usage::plus);
    }

    /**
     * The size of the context as the last ordinary sampling saw it, in tokens; empty if none ran, as in a paused reply. A
     * compaction entry measures the summarising call, not the context, and is never used here.
     */
    public OptionalLong context() {
        return lastSampling().map(Usage::prompt).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * The size of the context with the reply in it, in tokens; empty where {@link #context()} is. Output of earlier samplings
     * is part of the last one's prompt already.
     */
    public OptionalLong contextBehind() {
        return lastSampling().map(Usage::total).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private Optional<Usage> lastSampling() {
        if (iterations.isEmpty()) {
            return reported.prompt() == 0 ? Optional.empty() : Optional.of(reported);
        }
        return iterations.stream()
                .filter(i -> i.kind() == Kind.MESSAGE || i.kind() == Kind.FALLBACK)
                .map(Iteration::usage)
                .reduce((first, last) -> last);
    }
}
