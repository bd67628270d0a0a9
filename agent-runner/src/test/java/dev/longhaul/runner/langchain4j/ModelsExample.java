package dev.longhaul.runner.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Model;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import java.time.Duration;

/** What docs/models.md shows, between the tags. */
final class ModelsExample {

    private ModelsExample() {}

    static Model fromEnvironment() {
        // tag::environment[]
        var model = Claude.fromEnvironment();
        // end::environment[]
        return model;
    }

    static Model configured(String key) {
        // tag::config[]
        var model = Claude.of(ClaudeConfig.at("https://api.anthropic.com")
                .withKey(key)
                .withModel("claude-sonnet-5-5")
                .withRequestTimeout(Duration.ofMinutes(5))
                .withAttempts(3));
        // end::config[]
        return model;
    }

    static Outcome run(String baseUrl, String key, String task) throws InterruptedException {
        // tag::langchain4j[]
        var chatModel = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName("gpt-4o")
                .maxRetries(0) // the runner asks again, and counts it
                .timeout(Duration.ofMinutes(10)) // one minute by default, and a lost reply is charged
                .build();
        try (var runner = AgentRunner.builder()
                .model(LangChain4jModel.of(chatModel))
                .compaction(Compaction.off())
                .build()) {
            return runner.start(task).await();
        }
        // end::langchain4j[]
    }

    static Model adjusted(ChatModel chatModel) {
        // tag::adjusted[]
        var model = LangChain4jModel.of(chatModel)
                .withName("our-reasoner") // in journals, reports and price lists
                .withContextWindow(200_000) // tokens
                .withRequestTimeout(Duration.ofMinutes(5))
                .withAttempts(3)
                .withOutputLimit(tokens -> OpenAiChatRequestParameters.builder()
                        .maxCompletionTokens(tokens)
                        .build());
        // end::adjusted[]
        return model;
    }
}
