package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image from the tool to the model and to the journal. */
class ImagesOnTheWireTest {

    private static final int BYTES = 300_000;

    @TempDir
    private Path folder;

    private SessionStore store;

    /** Looks once and says how many images it saw. */
    private static final class Looking implements Brain {

        @Override
        public Answer answer(VisibleContext context) {
            return context.messages().getLast().content().stream()
                    .filter(VisibleBlock.ToolResult.class::isInstance)
                    .map(seen -> Answer.text("I see " + ((VisibleBlock.ToolResult) seen).images() + " image."))
                    .findFirst()
                    .orElseGet(() -> Answer.call("look", JsonNodeFactory.instance.objectNode()));
        }

        @Override
        public String summarise(VisibleContext context, @Nullable String instructions) {
            return "We looked.";
        }
    }

    static final class Camera {

        @Tool
        public Image look() {
            var content = new byte[BYTES];
            System.arraycopy(new byte[] {'G', 'I', 'F', '8', '9', 'a', 64, 0, 64, 0}, 0, content, 0, 10);
            return Image.of(content).orElseThrow();
        }
    }

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<JsonNode> requests() throws Exception {
        try (var emulator = MessagesEmulator.builder().brain(new Looking()).start();
                var runner = AgentRunner.builder()
                        .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                        .journal(store)
                        .tools(new Camera())
                        .build()) {
            var outcome = runner.start("s", "Look.").await();
            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().text()).isEqualTo("I see 1 image.");
            var bills = emulator.ledger().entries();
            assertThat(bills.getLast().tokens().totalInput()
                            - bills.getFirst().tokens().totalInput())
                    .as("what the image added, in tokens")
                    .isBetween(1_500L, 1_800L);
            return Wire.messages(emulator.requests().getLast());
        }
    }

    @Test
    void it_reaches_the_model_as_a_block_of_the_result_and_is_billed_as_an_image() throws Exception {
        var result = requests().getLast().path("content").path(0);
        assertThat(Wire.types(result)).containsExactly("text", "image");
        var source = result.path("content").path(1).path("source");
        assertThat(source.path("type").asText()).isEqualTo("base64");
        assertThat(source.path("media_type").asText()).isEqualTo("image/gif");
        assertThat(Base64.getDecoder().decode(source.path("data").asText())).hasSize(BYTES);
    }

    @Test
    void the_journal_keeps_it_in_a_file_by_its_hash_and_reads_it_back() throws Exception {
        requests();
        var finished = store.stream("s", 0)
                .map(entry -> entry.event())
                .filter(SessionEvent.ToolFinished.class::isInstance)
                .map(event -> ((SessionEvent.ToolFinished) event).result())
                .findFirst()
                .orElseThrow();
        assertThat(finished.images()).containsExactly(new Camera().look());
        assertThat(SessionState.of(() -> store.stream("s", 0).iterator()).seq()).isPositive();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toFile().isFile()).mapToLong(ImagesOnTheWireTest::size))
                    .anyMatch(size -> size > BYTES);
        }
    }

    private static long size(Path file) {
        try {
            return file.getFileName().toString().matches("[0-9a-f]{62}") ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static dev.longhaul.tool.Tool failing() {
        return new dev.longhaul.tool.Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\"}"));
            }

            @Override
            public ToolResult call(ToolCall call, ToolContext context) {
                return ToolResult.error(call, "The lens is dirty.").showing(List.of(new Camera().look()));
            }
        };
    }

    @Test
    void an_error_tells_of_its_images_in_words_since_the_provider_takes_text_only_there() throws Exception {
        try (var emulator = MessagesEmulator.builder().brain(new Looking()).start();
                var runner = AgentRunner.builder()
                        .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                        .tools(failing())
                        .build()) {
            var outcome = runner.start("s", "Look.").await();
            assertThat(outcome.report().text()).isEqualTo("I see 0 image.");
            var result = Wire.messages(emulator.requests().getLast())
                    .getLast()
                    .path("content")
                    .path(0);
            assertThat(result.path("is_error").asBoolean()).isTrue();
            assertThat(result.path("content").asText())
                    .startsWith("The lens is dirty.")
                    .contains("an image that an error cannot show", "image/gif");
        }
    }
}
