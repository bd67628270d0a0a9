package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.internal.engine.AnswerWriter.Written;
import dev.longhaul.emulator.internal.engine.Summariser.Summarised;
import dev.longhaul.emulator.internal.engine.ToolUseClearing.Cleared;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.ClearToolUses;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import dev.longhaul.emulator.internal.wire.OnDemand;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * From a valid request to what the model said: slice, clear, count, compact if it is time, answer (wire spec §1.2,
 * §1.3); or summarise on demand (§2.2).
 */
public final class Sampler {

    private final Brain brain;
    private final Tokenizer tokenizer;
    private final PromptCache cache;
    private final Summariser summariser;
    private final OnDemandSummariser onDemand;
    private final AnswerWriter writer;
    private final int contextWindow;

    public Sampler(Brain brain, Tokenizer tokenizer, PromptCache cache, Ids ids, int contextWindow) {
        this.brain = brain;
        this.tokenizer = tokenizer;
        this.cache = cache;
        this.contextWindow = contextWindow;
        SummaryPrompt question = new SummaryPrompt(brain, tokenizer);
        summariser = new Summariser(question, tokenizer, cache);
        onDemand = new OnDemandSummariser(question, tokenizer, cache, contextWindow);
        writer = new AnswerWriter(tokenizer, ids);
    }

    /** Tokens of everything the model would be shown. */
    public int visibleTokens(MessagesRequest request) {
        return tokens(Renderer.render(visible(request).request()));
    }

    /** Tokens of all that was sent, as if no summary had replaced any of it. */
    public int sentTokens(MessagesRequest request) {
        return tokens(Renderer.render(request));
    }

    /** A request looked at: what of it is visible, and whether a compaction is due, before the answer or instead. */
    public record Prepared(MessagesRequest visible, Prompt prompt, boolean compacts, List<ObjectNode> appliedEdits) {

        /** Whether a summary is to be written, or one is read. */
        public boolean needsCompaction() {
            return compacts
                    || visible.messages().stream()
                            .flatMap(turn -> turn.blocks().stream())
                            .anyMatch(Blocks::isBoundary);
        }
    }

    /**
     * Slices and counts; bills nothing.
     *
     * @throws ApiException if the visible context does not fit the window
     */
    public Prepared prepare(MessagesRequest request) {
        Cleared visible = visible(request);
        Prompt prompt = Renderer.render(visible.request());
        int tokens = tokens(prompt);
        if (tokens > contextWindow) {
            throw ApiException.invalid("prompt is too long: " + tokens + " tokens > " + contextWindow + " maximum");
        }
        CompactEdit edit = request.compactEdit();
        boolean compacts = request.onDemand() != null || (edit != null && tokens >= edit.trigger());
        return new Prepared(visible.request(), prompt, compacts, visible.appliedEdits());
    }

    /** Samples once, or twice where a compaction at a threshold runs and does not pause. */
    public Sampled sample(Prepared prepared, List<Fault> faults) {
        OnDemand form = prepared.visible().onDemand();
        if (form != null) {
            return onDemand.summarise(prepared.visible(), prepared.prompt(), form, faults);
        }
        CompactEdit edit = prepared.visible().compactEdit();
        Sampled sampled = edit != null && prepared.compacts()
                ? compacted(prepared.visible(), prepared.prompt(), edit, faults)
                : answered(prepared.visible(), prepared.prompt());
        return sampled.after(prepared.appliedEdits());
    }

    private Sampled compacted(MessagesRequest visible, Prompt prompt, CompactEdit edit, List<Fault> faults) {
        Summarised summarised = summariser.summarise(visible, prompt, edit, faults);
        ObjectNode block = summarised.block();
        if (edit.pause()) {
            return new Sampled(List.of(block), "compaction", List.of(summarised.iteration()));
        }
        Sampled answer = Blocks.isBoundary(block)
                ? answeredOn(visible.with(List.of(new Turn("assistant", List.of(block)))))
                : answered(visible, prompt);
        List<ObjectNode> content = new ArrayList<>(answer.content());
        content.addFirst(block);
        List<Iteration> iterations = new ArrayList<>(answer.iterations());
        iterations.addFirst(summarised.iteration());
        return new Sampled(content, answer.stopReason(), iterations);
    }

    private Sampled answeredOn(MessagesRequest visible) {
        return answered(visible, Renderer.render(visible));
    }

    private Sampled answered(MessagesRequest visible, Prompt prompt) {
        Answer answer = askBrain(Visible.of(visible, true));
        int room = Math.max(1, contextWindow - tokens(prompt));
        Written written = room < visible.maxTokens()
                ? writer.write(answer, room, "model_context_window_exceeded")
                : writer.write(answer, visible.maxTokens(), "max_tokens");
        Totals tokens = cache.charge(prompt).plus(new Totals(0, written.outputTokens(), 0, 0, 0));
        return new Sampled(written.content(), written.stopReason(), List.of(new Iteration(Iteration.MESSAGE, tokens)));
    }

    private Answer askBrain(VisibleContext context) {
        Answer answer = brain.answer(context);
        if (!context.toolsAllowed() && answer.content().stream().anyMatch(block -> Blocks.is(block, "tool_use"))) {
            throw new IllegalStateException("the brain called a tool although it may call none");
        }
        return answer;
    }

    private Cleared visible(MessagesRequest request) {
        MessagesRequest sliced = request.with(Slicer.visible(request.messages()));
        ClearToolUses clearing = request.clearing();
        return clearing == null
                ? new Cleared(sliced, List.of())
                : new ToolUseClearing(clearing, tokenizer).apply(sliced);
    }

    private int tokens(Prompt prompt) {
        return tokenizer.tokens(prompt.characters());
    }
}
