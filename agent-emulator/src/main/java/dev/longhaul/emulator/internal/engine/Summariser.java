package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sampling that writes a summary at a threshold: same prefix as the answer's (wire spec §1.1, §1.5). */
final class Summariser {

    private final SummaryPrompt question;
    private final Tokenizer tokenizer;
    private final PromptCache cache;

    Summariser(SummaryPrompt question, Tokenizer tokenizer, PromptCache cache) {
        this.question = question;
        this.tokenizer = tokenizer;
        this.cache = cache;
    }

    record Summarised(ObjectNode block, Iteration iteration) {}

    Summarised summarise(MessagesRequest visible, Prompt prompt, CompactEdit edit, List<Fault> faults) {
        String summary = summary(visible, prompt, edit.instructions(), faults);
        int output = summary == null ? SummaryPrompt.FAILED_OUTPUT_TOKENS : tokenizer.tokens(summary.length());
        int own = question.tokens(edit.instructions());
        Totals tokens = cache.charge(prompt).plus(new Totals(own, Math.min(output, visible.maxTokens()), 0, 0, 0));
        ObjectNode block = summary == null ? Blocks.failedCompaction() : Blocks.compaction(summary);
        return new Summarised(block, new Iteration(Iteration.COMPACTION, tokens));
    }

    private @Nullable String summary(
            MessagesRequest visible, Prompt prompt, @Nullable String instructions, List<Fault> faults) {
        if (SummaryFaults.failure(faults) != null) {
            return null;
        }
        String oversized = SummaryFaults.oversized(faults, prompt.characters());
        if (oversized != null) {
            return oversized;
        }
        String summary = question.ask(visible, instructions);
        return summary == null ? null : Tokenizer.cut(summary, tokenizer.characters(visible.maxTokens()));
    }
}
