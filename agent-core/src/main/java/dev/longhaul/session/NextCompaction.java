package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.model.CompactionRequest;
import org.jspecify.annotations.Nullable;

/** How a session's context is compacted next: in which form, when, and with which words. Pure. */
public record NextCompaction(SessionState state) {

    /** What the next request for {@code purpose} says of compaction; null for nothing. */
    public @Nullable CompactionRequest request(Purpose purpose) {
        return switch (purpose) {
            case WORK -> state.plan().withWork();
            case COMPACTION -> isInWords() ? echoing() : new CompactionRequest.OnDemand(instructions());
            case PROBE -> null;
            case WRAP_UP -> echoing();
            case SUB_AGENT -> throw Purpose.notAsked();
        };
    }

    /** No compaction is wanted, but a context that holds a block may need the edit (wire spec §1.7). */
    private @Nullable CompactionRequest echoing() {
        return state.context().hasBoundary()
                ? state.plan().roomAbove(2 * state.contextTokens()).withWork()
                : null;
    }

    /**
     * Whether a summary that we ask for is asked for in words. In the threshold form only people ask: a signed block may
     * never meet that form's edit (wire spec §0.3), while words are ordinary text.
     */
    public boolean isInWords() {
        return state.plan().form() != CompactionForm.ON_DEMAND;
    }

    /** Whether somebody asked for it, or the policy does. */
    public boolean isAskedByHand() {
        return state.compacting().byHand() != null;
    }

    /** The context tokens that it is to get well below: the agent's trigger, or where it was put off to. */
    public long trigger() {
        return Math.max(
                state.plan().trigger(), state.start().settings().compaction().triggerTokens());
    }

    /** A context that a compaction has just closed, in tokens; the provider's trigger is known to be reached. */
    public long closingTokens(Purpose purpose) {
        return purpose == Purpose.WORK && request(purpose) instanceof CompactionRequest.Threshold threshold
                ? Math.max(threshold.triggerTokens(), state.contextTokens())
                : state.contextTokens();
    }

    /** Instructions for the next summary: a person's, those that mend the last one, or the agent's; null for the usual. */
    public @Nullable String instructions() {
        return byHandOr(state.plan().instructions());
    }

    /** What the summary was to hold in the first place: a person's words, or the agent's; null for the usual ones. */
    public @Nullable String ownInstructions() {
        return byHandOr(state.start().settings().compaction().instructions());
    }

    private @Nullable String byHandOr(@Nullable String otherwise) {
        var byHand = state.compacting().byHand();
        return byHand == null || byHand.instructions() == null ? otherwise : byHand.instructions();
    }
}
