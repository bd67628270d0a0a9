package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import dev.longhaul.emulator.internal.wire.OnDemand;
import java.util.List;

/**
 * The one sampling of a compaction on demand: a block and nothing else, or nothing at all and the reason (wire spec
 * §2.2, §2.3). A summary that does not fit is no summary.
 */
final class OnDemandSummariser {

    private static final String NO_ROOM = "model_context_window_exceeded";
    private static final String CUT_OFF = "max_tokens";

    private final SummaryPrompt question;
    private final Tokenizer tokenizer;
    private final PromptCache cache;
    private final int contextWindow;

    OnDemandSummariser(SummaryPrompt question, Tokenizer tokenizer, PromptCache cache, int contextWindow) {
        this.question = question;
        this.tokenizer = tokenizer;
        this.cache = cache;
        this.contextWindow = contextWindow;
    }

    /** The summariser's end; {@code called} is false where there was no room to ask it. */
    private record Result(List<ObjectNode> content, String stopReason, int output, boolean called) {

        static Result failed(String stopReason, int output) {
            return new Result(List.of(), stopReason, output, true);
        }
    }

    Sampled summarise(MessagesRequest visible, Prompt prompt, OnDemand form, List<Fault> faults) {
        int own = question.tokens(form.instructions());
        int room = contextWindow - tokenizer.tokens(prompt.characters()) - own;
        Result result = result(visible, prompt, form, faults, room);
        Totals tokens =
                result.called() ? cache.charge(prompt).plus(new Totals(own, result.output(), 0, 0, 0)) : Totals.ZERO;
        return new Sampled(result.content(), result.stopReason(), List.of(new Iteration(Iteration.COMPACTION, tokens)));
    }

    private Result result(MessagesRequest visible, Prompt prompt, OnDemand form, List<Fault> faults, int room) {
        int maxTokens = visible.maxTokens();
        String failure = SummaryFaults.failure(faults);
        if (room < 1 || NO_ROOM.equals(failure)) {
            return new Result(List.of(), NO_ROOM, 0, false);
        }
        if (failure != null) {
            int output = failure.equals(CUT_OFF) ? maxTokens : SummaryPrompt.FAILED_OUTPUT_TOKENS;
            return Result.failed(failure, Math.min(output, maxTokens));
        }
        String oversized = SummaryFaults.oversized(faults, prompt.characters());
        if (oversized != null) {
            return success(oversized, form, maxTokens);
        }
        String summary = question.ask(visible, form.instructions());
        if (summary == null) {
            return Result.failed("end_turn", Math.min(SummaryPrompt.FAILED_OUTPUT_TOKENS, maxTokens));
        }
        int limit = Math.min(room, maxTokens);
        return tokenizer.tokens(summary.length()) > limit
                ? Result.failed(room < maxTokens ? NO_ROOM : CUT_OFF, limit)
                : success(summary, form, maxTokens);
    }

    private Result success(String summary, OnDemand form, int maxTokens) {
        ObjectNode block = Blocks.compaction(summary);
        if (form.toolChanges()) {
            // Always none: tools that change in the middle of a conversation are not emulated.
            block.putArray("tool_changes");
        }
        return new Result(List.of(block), "compaction", Math.min(tokenizer.tokens(summary.length()), maxTokens), true);
    }
}
