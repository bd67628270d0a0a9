package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.CallScope;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import dev.longhaul.session.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in docs/models.md compiles, runs, and is the code in docs/models.md. */
class ModelsPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"environment", "config", "langchain4j", "adjusted"})
    void theCodeOnThePageIsTheOneThatCompiles(String name) throws IOException {
        assertThat(quoted(name)).isEqualTo(region(name));
    }

    @Test
    void theClaudeExamplesMakeModels() {
        assertThat(ModelsExample.fromEnvironment().name()).isEqualTo("claude-sonnet-5-5");
        assertThat(ModelsExample.configured("key").name()).isEqualTo("claude-sonnet-5-5");
    }

    @Test
    void theLangChain4jExampleRuns() throws Exception {
        try (var server = new FakeOpenAi(Answer.text("Done."))) {
            var outcome = ModelsExample.run(server.baseUrl(), "key", "Do it.");

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().text()).isEqualTo("Done.");
        }
    }

    @Test
    void theAdjustedExampleSendsTheProvidersOwnLimit() throws Exception {
        try (var server = new FakeOpenAi(Answer.text("Done."))) {
            var model = ModelsExample.adjusted(server.client().build());
            model.reply(Asked.hello(), CallScope.unlimited());

            assertThat(model.name()).isEqualTo("our-reasoner");
            assertThat(server.lastRequest().path("max_completion_tokens").asInt())
                    .isEqualTo(100);
        }
    }

    /** The block behind {@code <!-- quote: name -->}. */
    private static String quoted(String name) throws IOException {
        var page = Files.readString(Path.of("..", "docs", "models.md"));
        var marker = "<!-- quote: " + name + " -->\n```java\n";
        assertThat(page).contains(marker);
        int start = page.indexOf(marker) + marker.length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static String region(String name) throws IOException {
        var source = Files.readString(
                Path.of("src", "test", "java", "dev", "longhaul", "runner", "langchain4j", "ModelsExample.java"));
        int start = source.indexOf('\n', source.indexOf("// tag::" + name + "[]")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end::" + name + "[]", start)) + 1;
        return source.substring(start, end).stripTrailing().stripIndent() + "\n";
    }
}
