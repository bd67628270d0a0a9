package dev.longhaul.samples.support;

import static dev.longhaul.samples.support.Tickets.desk;
import static dev.longhaul.samples.support.Tickets.json;
import static dev.longhaul.samples.support.Tickets.prepare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskKeepersTest {

    @TempDir
    Path directory;

    private Path out = Path.of("out.json");

    @BeforeEach
    void inTheDirectory() {
        out = directory.resolve("out.json");
    }

    @Test
    void theOutFileHasEachTicketOnceItIsComplete() throws IOException {
        var desk = desk(OutFile.at(out));
        prepare(desk, "T-1");
        assertThat(out).doesNotExist();
        desk.complete("T-1", "k1");
        assertThat(json(Files.readString(out))).isEqualTo(json("""
                                [{"id": "T-1", "category": "billing", "priority": "high", "team": "billing-team",
                                  "response": "Dear Ana, you get your money back.", "status": "resolved", "completions": 1}]"""));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void theOutFileCanBeWrittenBeforeAnythingIsComplete() throws IOException {
        desk().writeTo(OutFile.at(out));
        assertThat(json(Files.readString(out))).isEmpty();
    }

    @Test
    void aCompletionThatIsInTheDatabaseAndNotInTheFileIsMended() throws IOException {
        var desk = desk();
        prepare(desk, "T-1");
        desk.complete("T-1", "k1");
        Files.writeString(out, "[]");
        desk.writeTo(OutFile.at(out));
        assertThat(json(Files.readString(out)).path(0).path("id").asText()).isEqualTo("T-1");
    }

    @Test
    void aCallThatComesAgainMendsTheFileToo() throws IOException {
        var desk = desk(OutFile.at(out));
        prepare(desk, "T-1");
        desk.complete("T-1", "k1");
        Files.delete(out);
        desk.complete("T-1", "k1");
        assertThat(json(Files.readString(out)).path(0).path("completions").asInt())
                .isEqualTo(1);
    }

    @Test
    void theFileIsWrittenEvenIfTheSessionEndsMeanwhile() throws IOException {
        var desk = desk(OutFile.at(out));
        prepare(desk, "T-1");
        Thread.currentThread().interrupt();
        desk.complete("T-1", "k1");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(json(Files.readString(out))).hasSize(1);
    }

    @Test
    void anOutPathThatCannotBeWrittenIsRefused() throws IOException {
        var queue = Files.writeString(directory.resolve("queue.json"), "[]");
        for (var refused : List.of(directory, directory.resolve("no/out.json"), Path.of("/dev/null"), queue)) {
            assertThatThrownBy(() -> OutFile.at(refused, queue))
                    .isInstanceOf(SampleInputException.class)
                    .hasMessageStartingWith("the output file " + refused)
                    .hasMessageContaining("; fix: ");
        }
    }

    @Test
    void anEarlierOutFileStaysUntilSomethingReplacesIt() throws IOException {
        Files.writeString(out, "[]");
        OutFile.at(out);
        assertThat(out).hasContent("[]");
    }
}
