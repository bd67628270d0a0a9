package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage.InputTokensDetails;
import dev.langchain4j.model.output.TokenUsage;
import dev.longhaul.model.Usage;
import org.junit.jupiter.api.Test;

/** Tokens by class, from what each provider calls them. */
class TokenCountsTest {

    /** As the Anthropic and Bedrock modules spell it: cached tokens beside the input. */
    public static final class Beside extends TokenUsage {
        public Beside(int input, int output) {
            super(input, output);
        }

        public Integer cacheReadInputTokens() {
            return 300;
        }

        public Integer cacheCreationInputTokens() {
            return 40;
        }
    }

    /** As the Gemini module spells it: cached tokens within the input. */
    public static final class Within extends TokenUsage {
        public Within(int input, int output) {
            super(input, output);
        }

        public Integer cachedContentTokenCount() {
            return 300;
        }
    }

    @Test
    void withoutACacheAllInputIsInput() {
        assertThat(TokenCounts.of(new TokenUsage(100, 10))).isEqualTo(Usage.of(100, 10));
    }

    @Test
    void cachedTokensWithinTheInputAreTakenOutOfIt() {
        var cached = InputTokensDetails.builder().cachedTokens(60).build();
        var openAi = OpenAiTokenUsage.builder()
                .inputTokenCount(100)
                .outputTokenCount(10)
                .inputTokensDetails(cached)
                .build();

        assertThat(TokenCounts.of(openAi)).isEqualTo(new Usage(40, 10, 0, 0, 60));
        assertThat(TokenCounts.of(new Within(1_000, 10))).isEqualTo(new Usage(700, 10, 0, 0, 300));
    }

    @Test
    void cachedTokensBesideTheInputStayBesideIt() {
        assertThat(TokenCounts.of(new Beside(100, 10))).isEqualTo(new Usage(100, 10, 40, 0, 300));
    }

    @Test
    void moreCachedThanInputIsNotNegative() {
        assertThat(TokenCounts.of(new Within(100, 10))).isEqualTo(new Usage(0, 10, 0, 0, 100));
    }

    @Test
    void noCountsAreZeroAndKnownAsSuch() {
        assertThat(TokenCounts.of(null)).isEqualTo(Usage.NONE);
        assertThat(TokenCounts.of(new TokenUsage())).isEqualTo(Usage.NONE);
        assertThat(TokenCounts.areIn(new TokenUsage())).isFalse();
        assertThat(TokenCounts.areIn(new TokenUsage(null, 3))).isTrue();
    }
}
