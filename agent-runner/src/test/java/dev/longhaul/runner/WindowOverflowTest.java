package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The context outgrows the model's window before any compaction was due. */
class WindowOverflowTest {

    private static final int WINDOW = 60_000;

    static Stream<Compaction> policiesThatComeTooLate() {
        return Stream.of(
                Compaction.off(), Compaction.at(200_000), Compaction.onDemand(200_000), Compaction.clientSide(200_000));
    }

    private static Outcome read(MessagesEmulator emulator, Book book, Compaction compaction)
            throws InterruptedException {
        try (var runner = AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                .compaction(compaction)
                .maxTokens(1_000)
                .tools(book)
                .build()) {
            return runner.start(PageReader.TASK).await();
        }
    }

    private static MessagesEmulator emulator() {
        return MessagesEmulator.builder()
                .brain(new PageReader())
                .contextWindow(WINDOW)
                .start();
    }

    @ParameterizedTest
    @MethodSource("policiesThatComeTooLate")
    void roomIsMadeAndTheRequestIsMadeAgain(Compaction compaction) throws Exception {
        var book = new Book(30, 28_000);
        try (var emulator = emulator()) {
            var outcome = read(emulator, book, compaction);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(emulator.requests())
                    .filteredOn(request -> request.status() != 200)
                    .isNotEmpty()
                    .allMatch(request -> String.valueOf(request.errorMessage()).startsWith("prompt is too long"));
        }
    }

    @Test
    void whatFitsNowhereStopsTheSessionWithThePartialResult() throws Exception {
        var book = new Book(30, 300_000);
        try (var emulator = emulator()) {
            var outcome = read(emulator, book, Compaction.at(200_000));

            assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
            assertThat(outcome.reason()).isEqualTo("context_window");
            assertThat(outcome.detail()).contains("prompt is too long");
        }
    }
}
