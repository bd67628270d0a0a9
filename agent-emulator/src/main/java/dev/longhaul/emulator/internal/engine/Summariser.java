package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.CompactEdit;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sampling that writes a summary: same prefix, a prompt of its own at the end (wire spec §1.1, §1.5). */
final class Summariser {

    /** What the default summarising prompt costs; in the recordings it is the uncached part of a cached compaction. */
    private static final int PROMPT_TOKENS = 100;

    /** What a summariser says that gets no summary done: a tool call, say. */
    private static final int FAILED_OUTPUT_TOKENS = 30;

    private final Brain brain;
    private final Tokenizer tokenizer;
    private final PromptCache cache;

    Summariser(Brain brain, Tokenizer tokenizer, PromptCache cache) {
        this.brain = brain;
        this.tokenizer = tokenizer;
        this.cache = cache;
    }

    record Summarised(ObjectNode block, Iteration iteration) {}

    Summarised summarise(MessagesRequest visible, Prompt prompt, CompactEdit edit, List<Fault> faults) {
        String summary = summary(visible, prompt, edit.instructions(), faults);
        int output = summary == null ? FAILED_OUTPUT_TOKENS : tokenizer.tokens(summary.length());
        int own = edit.instructions() == null
                ? PROMPT_TOKENS
                : tokenizer.tokens(edit.instructions().length());
        Totals tokens = cache.charge(prompt).plus(new Totals(own, Math.min(output, visible.maxTokens()), 0, 0, 0));
        ObjectNode block = summary == null ? Blocks.failedCompaction() : Blocks.compaction(summary);
        return new Summarised(block, new Iteration(Iteration.COMPACTION, tokens));
    }

    private @Nullable String summary(
            MessagesRequest visible, Prompt prompt, @Nullable String instructions, List<Fault> faults) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.NullSummary) {
                return null;
            }
            if (fault instanceof Fault.IneffectiveSummary) {
                return asLongAs(prompt.characters());
            }
        }
        String summary = stripped(brain.summarise(Visible.of(visible, false), instructions));
        return summary == null ? null : Tokenizer.cut(summary, tokenizer.characters(visible.maxTokens()));
    }

    /**
     * The service takes the tags off (wire spec §1.1); nothing within them is a failure, never an empty summary (§1.4).
     */
    private static @Nullable String stripped(@Nullable String summary) {
        if (summary == null) {
            return null;
        }
        String text = summary.strip();
        if (text.startsWith("<summary>")) {
            text = text.substring("<summary>".length());
        }
        if (text.endsWith("</summary>")) {
            text = text.substring(0, text.length() - "</summary>".length());
        }
        text = text.strip();
        return text.isEmpty() ? null : text;
    }

    private static String asLongAs(long characters) {
        String sentence = "This summary repeats the conversation instead of shortening it. ";
        return sentence.repeat(Math.toIntExact(characters / sentence.length() + 1));
    }
}
