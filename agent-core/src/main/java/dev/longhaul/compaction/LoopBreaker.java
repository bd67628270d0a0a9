package dev.longhaul.compaction;

import java.util.Optional;

/**
 * Tells a compaction that helps from one that only costs. Pure.
 *
 * <p>A boundary is a strike when its summary is missing, when the context behind it is no smaller, when the one before it
 * turned out to have freed nothing, or when it follows another without a reply between. Three strikes in a row are a loop;
 * one boundary without a fault clears them, so frequent compaction with replies between never trips it. It does not see yet
 * whether those replies bring anything new.
 */
public final class LoopBreaker {

    /** Strikes in a row that make a loop. */
    public static final int STRIKES = 3;

    /** A context above this share of the trigger after a compaction was not freed enough to go on. */
    private static final double STILL_FULL = 0.9;

    /** What is wrong with a boundary. */
    public enum Signal {
        NO_SUMMARY,
        FREED_TOO_LITTLE,
        NO_REPLY_BETWEEN,
        THE_ONE_BEFORE_FREED_TOO_LITTLE
    }

    /** What the breaker makes of a boundary; {@code why} is for people. */
    public sealed interface Verdict {
        record Healthy() implements Verdict {}

        record Strike(Signal signal, String why) implements Verdict {}

        record Loop(String why) implements Verdict {}
    }

    public Verdict judge(CompactionHistory history, Boundary boundary, long trigger) {
        var strike = fault(history, boundary, trigger);
        if (strike.isEmpty()) {
            return new Verdict.Healthy();
        }
        int strikes = history.strikes() + 1;
        return strikes < STRIKES
                ? strike.get()
                : new Verdict.Loop("%d compactions in a row did not help; the last: %s"
                        .formatted(strikes, strike.get().why()));
    }

    private static Optional<Verdict.Strike> fault(CompactionHistory history, Boundary boundary, long trigger) {
        if (boundary.failed()) {
            return strike(Signal.NO_SUMMARY, "no summary came back");
        }
        if (boundary.after() >= STILL_FULL * trigger) {
            return strike(
                    Signal.FREED_TOO_LITTLE,
                    "it freed too little: about %,d tokens stay, the trigger is %,d"
                            .formatted(boundary.after(), trigger));
        }
        if (history.isSettled() && history.repliesSince() == 0) {
            return strike(Signal.NO_REPLY_BETWEEN, "it came right after another, without a reply between");
        }
        if (history.lastWasAccepted() && history.contextBehind() >= STILL_FULL * trigger) {
            return strike(
                    Signal.THE_ONE_BEFORE_FREED_TOO_LITTLE,
                    "behind the one before, the context still had %,d tokens".formatted(history.contextBehind()));
        }
        return Optional.empty();
    }

    private static Optional<Verdict.Strike> strike(Signal signal, String why) {
        return Optional.of(new Verdict.Strike(signal, why));
    }
}
