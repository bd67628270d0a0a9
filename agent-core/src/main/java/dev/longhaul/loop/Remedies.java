package dev.longhaul.loop;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.Mending;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Rung;
import dev.longhaul.compaction.Signal;
import dev.longhaul.compaction.StandIn;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each rung of the ladder can do about one boundary. A rung that would not help has no plan. Used by one thread. */
final class Remedies {

    private final Drafts drafts;
    private final LoopBreaker breaker;
    private final SessionState state;
    private final Draft draft;
    private final Signal signal;

    Remedies(Drafts drafts, LoopBreaker breaker, SessionState state, Draft draft, Signal signal) {
        this.drafts = drafts;
        this.breaker = breaker;
        this.state = state;
        this.draft = draft;
        this.signal = signal;
    }

    Optional<Plan> at(Rung rung) {
        return switch (rung) {
            case NONE -> Optional.empty();
            case TIGHTER_INSTRUCTIONS -> tighter();
            case CLEAR_RESULTS -> clearing();
            case SHED_PINS -> shedding();
            case STAND_IN -> standingIn();
            case WRAP_UP -> Optional.of(ending(rung, Decision.wrapUp(Ending.COMPACTION_LOOP)));
            case STOP -> Optional.of(ending(rung, Decision.stop(Ending.COMPACTION_LOOP)));
        };
    }

    /** No rung is left, and it is too early to give up: try for a better summary again, or go on with what there is. */
    Plan meanwhile() {
        return tighter()
                .filter(plan -> signal.isOfSummary())
                .orElseGet(() -> plan(
                        draft,
                        Finding.of(signal, Rung.NONE),
                        draft.boundary().failed() ? Decision.keepHistory() : Decision.accept(),
                        signal.why()));
    }

    private Optional<Plan> tighter() {
        return Mending.instructions(signal, draft.stopped(), draft.summaryTokens())
                .map(words -> Mending.with(words, state.nextCompaction().ownInstructions()))
                .map(words -> plan(Rung.TIGHTER_INSTRUCTIONS, Decision.resummarise(words)));
    }

    private Optional<Plan> clearing() {
        return switch (signal) {
            case Signal.Ineffective little -> clearedTail().or(this::clearedHistory);
            case Signal.NoSummary none -> clearedHistory();
            // What fills these is neither in the history nor in the tail.
            case Signal.FixedOverhead overhead -> Optional.empty();
            // A result that was asked for again would only be asked for once more.
            case Signal.RapidRefill refill -> Optional.empty();
            case Signal.RepeatedWork work -> Optional.empty();
        };
    }

    private Optional<Plan> clearedTail() {
        if (draft.shape().cut().kept() == 0) {
            return Optional.empty();
        }
        var without = drafts.shaped(state, draft, draft.shape().withoutResults());
        return leavesRoom(without)
                ? Optional.of(plan(without, Finding.of(signal, Rung.CLEAR_RESULTS), Decision.accept()))
                : Optional.empty();
    }

    /** The history stays, and is small enough to work on without a summary. */
    private Optional<Plan> clearedHistory() {
        var context = state.context();
        long freed = context.chars() - context.withoutOldResults(false).chars();
        long left = draft.boundary().before() - state.meter().piece(freed);
        return breaker.leavesRoom(
                        draft.boundary(),
                        left,
                        draft.overhead(),
                        state.nextCompaction().trigger())
                ? Optional.of(plan(Rung.CLEAR_RESULTS, Decision.keepHistory()))
                : Optional.empty();
    }

    /** As few as will do. */
    private Optional<Plan> shedding() {
        boolean isOfSize = signal instanceof Signal.Ineffective || signal instanceof Signal.FixedOverhead;
        return isOfSize
                ? Stream.of(Pin.Priority.LOW, Pin.Priority.NORMAL, Pin.Priority.HIGH)
                        .flatMap(most -> shedding(most).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Plan> shedding(Pin.Priority most) {
        var left = Drafts.pins(state, most);
        var gone = draft.shape().pins().stream()
                .filter(pin -> !left.contains(pin))
                .map(Pin::name)
                .toList();
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        var without = drafts.shaped(state, draft, draft.shape().with(left));
        var finding = Finding.of(signal, Rung.SHED_PINS).shedding(most);
        return leavesRoom(without)
                ? Optional.of(plan(
                        without,
                        finding,
                        Decision.accept(),
                        said(Rung.SHED_PINS) + " (" + String.join(", ", gone) + ")"))
                : Optional.empty();
    }

    /** Whether another shape frees enough, seen from what the provider counted where that is more than we estimate. */
    private boolean leavesRoom(Draft other) {
        var stretch = state.compactions().stretch();
        long counted = state.compactions().isRetrying() || !stretch.behindSummary() ? 0 : stretch.contextBehind();
        long saved = draft.behind().tokens() - other.behind().tokens();
        long after = Math.max(draft.boundary().after(), counted) - saved;
        return breaker.leavesRoom(
                draft.boundary(),
                after,
                other.overhead(),
                state.nextCompaction().trigger());
    }

    /** Only a summary can be stood in for. */
    private Optional<Plan> standingIn() {
        if (!signal.isOfSummary()) {
            return Optional.empty();
        }
        if (policy().onExhausted() == OnExhausted.STOP) {
            return at(Rung.STOP);
        }
        return lastUsable().or(this::extract);
    }

    private Optional<Plan> lastUsable() {
        return Optional.ofNullable(state.compactions().attempts().usable())
                .map(block -> drafts.shaped(
                        state,
                        draft,
                        draft.shape().with(block).withFacts(OnExhausted.allowance(policy(), false), false)))
                .flatMap(shaped -> standingIn(shaped, "the last summary that could be used stands in for it"));
    }

    private Optional<Plan> extract() {
        long tokens = OnExhausted.allowance(policy(), true);
        var listed = drafts.shaped(
                state, draft, draft.shape().with(StandIn.extract(true)).withFacts(tokens, true));
        int facts = listed.behind().reinjection().facts().size();
        return facts > 0
                ? standingIn(listed, "an extract of " + facts + " facts stands in for it")
                : standingIn(
                        drafts.shaped(state, listed, listed.shape().with(StandIn.extract(false))),
                        "nothing could be extracted either, and the pins stand alone");
    }

    private Optional<Plan> standingIn(Draft shaped, String what) {
        var finding =
                Finding.of(signal, Rung.STAND_IN).standingIn(shaped.shape().block());
        return breaker.leavesRoom(
                        shaped.boundary(),
                        shaped.behind().tokens(),
                        shaped.overhead(),
                        state.nextCompaction().trigger())
                ? Optional.of(plan(shaped, finding, Decision.accept(), said(Rung.STAND_IN) + ": " + what))
                : Optional.empty();
    }

    private Plan ending(Rung rung, Decision decision) {
        int strikes = state.compactions().strikes().inARow() + 1;
        return plan(
                draft,
                Finding.of(signal, rung),
                decision,
                "%d compactions in a row did not help; the last: %s".formatted(strikes, signal.why()));
    }

    private Plan plan(Rung rung, Decision decision) {
        return plan(draft, Finding.of(signal, rung), decision);
    }

    private Plan plan(Draft shaped, Finding finding, Decision decision) {
        return plan(shaped, finding, decision, said(finding.rung()));
    }

    private static Plan plan(Draft shaped, Finding finding, Decision decision, String note) {
        return new Plan(shaped, finding, decision, shaped.behind().notes()).noting(List.of(note));
    }

    private String said(Rung rung) {
        return signal.why() + "; " + rung.words();
    }

    private Compaction policy() {
        return state.start().settings().compaction();
    }
}
