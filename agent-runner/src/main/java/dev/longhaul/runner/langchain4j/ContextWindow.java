package dev.longhaul.runner.langchain4j;

import java.util.List;
import java.util.Locale;

/** Knows how providers say that a prompt is larger than the model's window. OpenAI has a code for it, the others have words. */
final class ContextWindow {

    private static final List<String> WORDS = List.of(
            "context_length_exceeded",
            "maximum context length",
            "context window",
            "prompt is too long",
            "input is too long",
            "exceeds the maximum number of tokens");

    private ContextWindow() {}

    static boolean isExceeded(String said) {
        var lower = said.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }
}
