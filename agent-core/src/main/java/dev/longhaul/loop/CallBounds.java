package dev.longhaul.loop;

import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.CallBound.Summary;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Reserver.WrapUpReserve;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.ContextMeter;
import dev.longhaul.session.SessionState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Works out the most that a request can take. Pure. */
final class CallBounds {

    /** A reply below this is likely to be cut off in the middle of a call. */
    private static final long LEAST_WORK = 1_024;

    private static final long LEAST_SUMMARY = 2_048;
    private static final long LEAST_LAST_WORD = 128;

    /** What the last word may have at least, kept in reserve from the start. */
    private static final long WRAP_UP_TOKENS = 1_024;

    /** The provider's own summarising prompt; about 100 tokens in recorded replies (wire spec §1.5). */
    private static final long USUAL_INSTRUCTIONS = 1_000;
    /** The words that lead from a boundary into the work. */
    private static final long CONTINUATION = 500;
    /** A counted prompt may be off a little: the count is called an estimate (wire spec §6.6). */
    private static final double COUNT_ERROR = 0.01;

    private CallBounds() {}

    /** @param counted the prompt as the provider counted it; empty for a cautious bound of our own */
    static CallBound of(SessionState state, Purpose purpose, ModelRequest request, OptionalLong counted) {
        long own = counted.isPresent()
                ? (long) Math.ceil(counted.getAsLong() * (1 + COUNT_ERROR)) + 1
                : bound(state, purpose, request);
        // Behind a probe stands the session's own context, which its wrap-up is asked about.
        long prompt = purpose == Purpose.PROBE ? Math.max(own, state.meter().atMost(state.requestChars())) : own;
        return new CallBound(
                prompt,
                request.maxTokens(),
                state.ledger().openContext(),
                summary(state, purpose, request.compaction(), prompt));
    }

    private static long bound(SessionState state, Purpose purpose, ModelRequest request) {
        return purpose == Purpose.PROBE
                ? ContextMeter.atMostOf(chars(request))
                : state.meter().atMost(state.requestChars()) + askedInWords(purpose, request);
    }

    /** The size of a request that is not the session's own context. */
    static long chars(ModelRequest request) {
        return request.system().length()
                + request.messages().stream().mapToLong(TextSize::of).sum();
    }

    private static long askedInWords(Purpose purpose, ModelRequest request) {
        return isInWords(purpose, request.compaction())
                ? ContextMeter.atMostOf(request.messages().getLast().text().length())
                : 0;
    }

    private static boolean isInWords(Purpose purpose, @Nullable CompactionRequest compaction) {
        return purpose == Purpose.COMPACTION && !(compaction instanceof CompactionRequest.OnDemand);
    }

    private static Summary summary(
            SessionState state, Purpose purpose, @Nullable CompactionRequest compaction, long prompt) {
        if (isInWords(purpose, compaction)) {
            return new Summary(true, 0, behind(state), true);
        }
        return switch (compaction) {
            case CompactionRequest.OnDemand onDemand ->
                new Summary(true, instructions(onDemand.instructions()), behind(state), true);
            case CompactionRequest.Threshold threshold ->
                prompt >= threshold.triggerTokens()
                        ? new Summary(true, instructions(threshold.instructions()), behind(state), false)
                        : Summary.NONE;
            case null -> Summary.NONE;
        };
    }

    private static long instructions(@Nullable String text) {
        return USUAL_INSTRUCTIONS + (text == null ? 0 : ContextMeter.atMostOf(text.length()));
    }

    private static long behind(SessionState state) {
        var policy = state.start().settings().compaction();
        long pinned = state.context().standing().stream()
                .mapToLong(block -> block.text().length())
                .sum();
        return ContextMeter.atMostOf(state.fixedChars() + pinned)
                + kept(state)
                + policy.reinjectTokens()
                + CONTINUATION;
    }

    /** What stays word for word; behind a summary that is written beside the work, all that comes meanwhile too. */
    private static long kept(SessionState state) {
        long now = ContextMeter.atMostOf(state.context().outside(state.cut()).stream()
                .mapToLong(TextSize::of)
                .sum());
        var policy = state.start().settings().compaction();
        return policy.background()
                .map(beside -> Math.max(now, Math.round(policy.triggerTokens() * beside.waitShare())))
                .orElse(now);
    }

    /** The longest prompt that call or wrap-up may have, by which the band of a price is chosen. */
    static long longestPrompt(CallBound bound, @Nullable WrapUpReserve reserve) {
        return bound.promptTokens()
                + bound.maxTokens()
                + (reserve == null ? 0 : reserve.growth())
                + bound.summary().instructionTokens();
    }

    /** What has to stay behind a call; null behind the last word. */
    static @Nullable WrapUpReserve wrapUpReserve(SessionState state, Purpose purpose) {
        if (purpose != Purpose.WRAP_UP) {
            return wrapUpBehindWork(state);
        }
        var wrapUp = state.wrappingUp();
        long reply = Math.min(WRAP_UP_TOKENS, state.start().settings().maxTokens());
        long answers = ContextMeter.atMostOf(wrapUp.answerChars());
        return wrapUp.rounds() == 0 ? null : new WrapUpReserve(answers, reply, wrapUp.rounds() - 1, answers);
    }

    /** What has to stay behind a call for work. */
    static WrapUpReserve wrapUpBehindWork(SessionState state) {
        var wrapUp = state.wrappingUp();
        long reply = Math.min(WRAP_UP_TOKENS, state.start().settings().maxTokens());
        long answers = ContextMeter.atMostOf(wrapUp.answerChars());
        return new WrapUpReserve(ContextMeter.atMostOf(wrapUp.askChars()), reply, wrapUp.rounds(), answers);
    }

    static long least(SessionState state, Purpose purpose, long wanted) {
        return Math.min(
                wanted,
                switch (purpose) {
                    case WORK -> LEAST_WORK;
                    case COMPACTION -> LEAST_SUMMARY;
                    case PROBE -> LEAST_LAST_WORD;
                    case SUB_AGENT -> throw Purpose.notAsked();
                    // Calls that are cut off are no use; the last word can be had without them.
                    case WRAP_UP -> state.wrappingUp().rounds() > 0 ? WRAP_UP_TOKENS : LEAST_LAST_WORD;
                });
    }

    /** Whether the call is worth making without the compaction that may come with it. */
    static boolean mayDoWithoutCompaction(Purpose purpose, CallBound bound) {
        return (purpose == Purpose.WORK || purpose == Purpose.WRAP_UP)
                && bound.summary().isPossible();
    }

    static CallBound withoutCompaction(CallBound bound) {
        return new CallBound(bound.promptTokens(), bound.maxTokens(), bound.openTokens(), Summary.NONE);
    }

    /** The request with a reply no longer, and a compaction no sooner, than what was set aside for it. */
    static ModelRequest within(ModelRequest request, Reservation reservation) {
        var call = reservation.call();
        var shorter = request.withMaxTokens((int) call.maxTokens());
        return request.compaction() instanceof CompactionRequest.Threshold threshold
                        && !call.summary().isPossible()
                        && threshold.triggerTokens() <= call.promptTokens()
                ? shorter.compacting(new CompactionRequest.Threshold(2 * call.promptTokens(), threshold.instructions()))
                : shorter;
    }
}
