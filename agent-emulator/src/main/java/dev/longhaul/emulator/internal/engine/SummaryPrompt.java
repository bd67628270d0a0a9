package dev.longhaul.emulator.internal.engine;

import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import org.jspecify.annotations.Nullable;

/** What a summariser is asked, in either form: after the conversation, a prompt of its own (wire spec §1.1, §1.5). */
final class SummaryPrompt {

    /** What a summariser says that gets no summary done: a tool call, say. */
    static final int FAILED_OUTPUT_TOKENS = 30;

    /** What the default summarising prompt costs; in the recordings it is the uncached part of a cached compaction. */
    private static final int DEFAULT_TOKENS = 100;

    private final Brain brain;
    private final Tokenizer tokenizer;

    SummaryPrompt(Brain brain, Tokenizer tokenizer) {
        this.brain = brain;
        this.tokenizer = tokenizer;
    }

    /** Tokens of the prompt itself. */
    int tokens(@Nullable String instructions) {
        return instructions == null ? DEFAULT_TOKENS : tokenizer.tokens(instructions.length());
    }

    /** The summary as it came, however long; null for a summariser that found no words. */
    @Nullable
    String ask(MessagesRequest visible, @Nullable String instructions) {
        return stripped(brain.summarise(Visible.of(visible, false), instructions));
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
}
