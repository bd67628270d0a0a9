package dev.longhaul.runner.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.longhaul.model.Usage;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider counted, in classes that do not overlap.
 *
 * <p>LangChain4j's own class knows no cache; the providers' subclasses do, each by names of its own, so these are looked up by
 * name. OpenAI and Gemini count cached tokens within the input, Anthropic and Bedrock beside it. What cannot be read counts as
 * uncached, which is never too cheap. Pure.
 */
final class TokenCounts {

    private TokenCounts() {}

    /** Whether there is anything to read. */
    static boolean areIn(@Nullable TokenUsage usage) {
        return usage != null && (usage.inputTokenCount() != null || usage.outputTokenCount() != null);
    }

    /** The counts; zero where there are none. */
    static Usage of(@Nullable TokenUsage usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        long input = count(usage.inputTokenCount());
        long within = Math.min(input, cachedWithin(usage));
        long read = within + count(read(usage, "cacheReadInputTokens"));
        long written = count(read(usage, "cacheCreationInputTokens")) + count(read(usage, "cacheWriteInputTokens"));
        return new Usage(input - within, count(usage.outputTokenCount()), written, 0, read);
    }

    private static long cachedWithin(TokenUsage usage) {
        var details = read(usage, "inputTokensDetails");
        return count(details == null ? read(usage, "cachedContentTokenCount") : read(details, "cachedTokens"));
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    private static @Nullable Object read(Object from, String accessor) {
        try {
            return from.getClass().getMethod(accessor).invoke(from);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notThisProvider) {
            return null;
        }
    }
}
