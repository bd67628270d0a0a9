package dev.longhaul.compaction;

import dev.longhaul.model.ModelCapabilities;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When and how a context is compacted. Immutable; each method returns a changed copy.
 *
 * @param form who compacts; empty leaves it to what the model can
 * @param triggerTokens context tokens at which to compact; 0 never compacts
 * @param instructions replaces the summarising prompt; null leaves it
 * @param tailTokens the most tokens that the kept tail, the last call with its results, may have
 * @param reinjectTokens the most tokens of lost facts that are put back; 0 puts none back
 * @param turnsKept how many turns stay word for word; 0 leaves it to {@code tailTokens}
 * @param background how far ahead of the trigger it runs beside the work; empty for not at all
 * @param probes whether a model is asked at each boundary what the summary lost
 * @param onExhausted what follows when no attempt led to a summary that is wanted
 */
public record Compaction(
        Optional<CompactionForm> form,
        long triggerTokens,
        @Nullable String instructions,
        long tailTokens,
        long reinjectTokens,
        int turnsKept,
        Optional<Background> background,
        OnExhausted onExhausted,
        boolean probes) {

    /** The smallest trigger the threshold form takes, in tokens (wire spec §1.1). */
    public static final long MINIMUM_TRIGGER = 50_000;

    /** The provider's own default trigger, in tokens (wire spec §1.1). */
    public static final long DEFAULT_TRIGGER = 150_000;

    /** The smallest trigger of the forms we ask for: below it, a summary is no smaller than what it sums up. */
    public static final long MINIMUM_ASKED_TRIGGER = 2_000;

    /** The longest instructions the on-demand form takes, in characters (wire spec §2.1). */
    public static final int LONGEST_ON_DEMAND_INSTRUCTIONS = 16_384;

    private static final double TAIL_SHARE = 0.2;
    private static final double REINJECT_SHARE = 0.04;

    public Compaction {
        if (triggerTokens != 0) {
            requireTrigger(form.orElse(CompactionForm.THRESHOLD), triggerTokens);
        }
        if (instructions != null && instructions.isBlank()) {
            throw new IllegalArgumentException(
                    "compaction instructions are blank: say what to keep, or leave them out");
        }
        if (form.equals(Optional.of(CompactionForm.ON_DEMAND)) && instructions != null) {
            requireShort(instructions);
        }
        if (tailTokens < 0 || reinjectTokens < 0) {
            throw new IllegalArgumentException(
                    "neither the kept tail (%d) nor the facts put back (%d) can have less than no tokens"
                            .formatted(tailTokens, reinjectTokens));
        }
        if (turnsKept < 0) {
            throw new IllegalArgumentException("cannot keep the last " + turnsKept + " turns: give 0 or more");
        }
        if (background.isPresent() && form.isPresent() && !form.get().isAskedFor()) {
            throw new IllegalArgumentException(
                    ("the form %s cannot run in the background, for nobody but us asks beside the work: choose"
                                    + " Compaction.onDemand or Compaction.clientSide, or leave inBackground out")
                            .formatted(form.get().word()));
        }
    }

    private static void requireTrigger(CompactionForm form, long trigger) {
        long least = form.isAskedFor() ? MINIMUM_ASKED_TRIGGER : MINIMUM_TRIGGER;
        if (trigger < least) {
            throw new IllegalArgumentException("cannot compact at %,d tokens: the smallest trigger%s is %,d"
                    .formatted(trigger, form.isAskedFor() ? " of the form " + form.word() : "", least));
        }
    }

    private static void requireShort(String instructions) {
        if (instructions.length() > LONGEST_ON_DEMAND_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    "compaction instructions of %,d characters are too long for the form on-demand: at most %,d"
                            .formatted(instructions.length(), LONGEST_ON_DEMAND_INSTRUCTIONS));
        }
    }

    /**
     * Compacts when the context reaches {@code tokens}, in the form the model supports.
     *
     * @throws IllegalArgumentException below {@value #MINIMUM_TRIGGER}
     */
    public static Compaction at(long tokens) {
        requireNotZero(tokens);
        return of(Optional.empty(), tokens);
    }

    /**
     * Asks the provider for a summary when the context reaches {@code tokens}.
     *
     * @throws IllegalArgumentException below {@value #MINIMUM_ASKED_TRIGGER}
     */
    public static Compaction onDemand(long tokens) {
        requireNotZero(tokens);
        return of(Optional.of(CompactionForm.ON_DEMAND), tokens);
    }

    /**
     * Asks any model for a summary in words when the context reaches {@code tokens}.
     *
     * @throws IllegalArgumentException below {@value #MINIMUM_ASKED_TRIGGER}
     */
    public static Compaction clientSide(long tokens) {
        requireNotZero(tokens);
        return of(Optional.of(CompactionForm.CLIENT), tokens);
    }

    /** Never compacts; the session ends when the model's window is full. */
    public static Compaction off() {
        return new Compaction(
                Optional.of(CompactionForm.OFF), 0, null, 0, 0, 0, Optional.empty(), OnExhausted.DEGRADE, false);
    }

    private static void requireNotZero(long tokens) {
        if (tokens == 0) {
            throw new IllegalArgumentException("cannot compact at 0 tokens: use Compaction.off() to never compact");
        }
    }

    private static Compaction of(Optional<CompactionForm> form, long trigger) {
        return new Compaction(
                form,
                trigger,
                null,
                Math.round(trigger * TAIL_SHARE),
                Math.round(trigger * REINJECT_SHARE),
                0,
                Optional.empty(),
                OnExhausted.DEGRADE,
                false);
    }

    /** Replaces the summarising prompt, so say all that matters. */
    public Compaction instructions(String text) {
        return new Compaction(
                form,
                triggerTokens,
                Objects.requireNonNull(text),
                tailTokens,
                reinjectTokens,
                turnsKept,
                background,
                onExhausted,
                probes);
    }

    /** Keeps the last call with its results behind the summary if it has at most {@code tokens}; 0 keeps none. */
    public Compaction keepTail(long tokens) {
        return new Compaction(
                form, triggerTokens, instructions, tokens, reinjectTokens, turnsKept, background, onExhausted, probes);
    }

    /**
     * Keeps the last {@code turns} turns word for word behind every boundary, calls with their results, instead of the last
     * call alone; fewer if they would fill three quarters of the trigger by themselves, or leave nothing to sum up.
     *
     * @param turns 0 keeps the last call as {@link #keepTail} says
     */
    public Compaction keepTurns(int turns) {
        return new Compaction(
                form, triggerTokens, instructions, tailTokens, reinjectTokens, turns, background, onExhausted, probes);
    }

    /**
     * Asks for the summary ahead of the trigger, at four fifths of it, while turns go on; up to a quarter above the trigger
     * nothing waits for it. In the forms that we ask for.
     *
     * @throws IllegalArgumentException in a form that cannot
     */
    public Compaction inBackground() {
        return inBackground(Background.USUAL);
    }

    /**
     * The same from another share of the trigger on.
     *
     * @param softShare above 0 and at most 1
     */
    public Compaction inBackground(double softShare) {
        return inBackground(new Background(softShare, Background.USUAL.waitShare()));
    }

    /** The same, as far ahead of the trigger and as far above it as {@code how} says. */
    public Compaction inBackground(Background how) {
        return new Compaction(
                form,
                triggerTokens,
                instructions,
                tailTokens,
                reinjectTokens,
                turnsKept,
                Optional.of(how),
                onExhausted,
                probes);
    }

    /**
     * Checks what somebody asks for by hand; see {@link CompactionRange}.
     *
     * @throws IllegalArgumentException if compaction is off, the form cannot close that range, or takes no such instructions
     */
    public void requireByHand(CompactionRange range, @Nullable String byHand) {
        var chosen = form.orElse(CompactionForm.THRESHOLD);
        if (chosen == CompactionForm.OFF) {
            throw new IllegalArgumentException(
                    "this agent never compacts: build it with Compaction.clientSide or another form");
        }
        if (range.keepsHead() && chosen != CompactionForm.CLIENT) {
            throw new IllegalArgumentException(
                    ("a summary in the form %s has to come first, so the first %d turns cannot stay in front of it: use"
                                    + " CompactionRange.allButLast, or build the agent with Compaction.clientSide")
                            .formatted(chosen.word(), range.firstTurnsKept()));
        }
        if (byHand != null) {
            instructions(byHand);
        }
    }

    /** Puts back at most {@code tokens} of facts that the summary lost, the most needed first; 0 puts none back. */
    public Compaction reinject(long tokens) {
        return new Compaction(
                form, triggerTokens, instructions, tailTokens, tokens, turnsKept, background, onExhausted, probes);
    }

    /** What follows when summaries keep failing, or hooks keep sending them back; {@link OnExhausted#DEGRADE} by default. */
    public Compaction onExhausted(OnExhausted policy) {
        return new Compaction(
                form,
                triggerTokens,
                instructions,
                tailTokens,
                reinjectTokens,
                turnsKept,
                background,
                Objects.requireNonNull(policy),
                probes);
    }

    /**
     * Asks a model at each boundary which facts the summary lost, in one more call that the budget pays for; it comes before
     * the checkpoint is decided, and what it names is put back before all else but what the user asked for.
     */
    public Compaction probe() {
        return new Compaction(
                form,
                triggerTokens,
                instructions,
                tailTokens,
                reinjectTokens,
                turnsKept,
                background,
                onExhausted,
                true);
    }

    /** The same in a form of the user's choice. */
    public Compaction in(CompactionForm chosen) {
        return new Compaction(
                Optional.of(chosen),
                triggerTokens,
                instructions,
                tailTokens,
                reinjectTokens,
                turnsKept,
                background,
                onExhausted,
                probes);
    }

    /**
     * The same in a form that is settled.
     *
     * @throws IllegalArgumentException if the chosen form is one the model cannot do
     */
    public Compaction settledFor(String model, ModelCapabilities capabilities) {
        var chosen = form.orElseGet(() -> CompactionForm.usualFor(capabilities));
        if (!chosen.isSupportedBy(capabilities)) {
            throw new IllegalArgumentException("the model " + model + " cannot compact in the form " + chosen.word()
                    + ": choose " + CompactionForm.usualFor(capabilities).word() + ", or leave the form out");
        }
        return in(chosen);
    }

    public boolean isOn() {
        return triggerTokens != 0;
    }
}
