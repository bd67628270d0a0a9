package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskFilesTest {

    @TempDir
    Path directory;

    @Test
    void aQueueIsReadInItsOrder() throws IOException {
        var file = file("""
                [{"id": "A", "customer_name": "Ana", "subject": "Hello", "description": "World", "category": "billing", "vip": true},
                 {"id": 7, "category": null}]""");
        assertThat(DeskFiles.queue(file))
                .containsExactly(
                        new Ticket("A", "Ana", "", "Hello", "World", "billing"), new Ticket("7", "", "", "", "", ""));
    }

    @Test
    void anEmptyQueueIsFine() throws IOException {
        assertThat(DeskFiles.queue(file("[]"))).isEmpty();
        assertThat(DeskFiles.queue(file(""))).isEmpty();
    }

    @Test
    void knowledgeIsReadByCategory() throws IOException {
        var knowledge = DeskFiles.knowledge(file("{\"billing\": [\"# Refunds\\nPay back.\"], \"shipping\": []}"));
        assertThat(knowledge.categories()).containsExactly("billing", "shipping");
        assertThat(knowledge.articles().get("billing"))
                .extracting(Article::title)
                .containsExactly("Refunds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                       | holds an object, not an array",
                "[1]                                      | holds a number as ticket 1",
                "[{\"id\": \"A\"}, {\"subject\": \"B\"}]  | has no id in ticket 2",
                "[{\"id\": \" \"}]                        | has no id in ticket 1",
                "[{\"id\": \"A\\nB\"}]                    | has an id of several lines in ticket 1",
                "[{\"id\": \"A\"}, {\"id\": \"A\"}]       | has the id \"A\" twice: tickets 1 and 2",
                "[{\"id\": \"A\", \"subject\": []}]       | has an array as \"subject\" of ticket 1",
                "[{\"id\": \"A\",}]                       | is not valid JSON at line 1, column 13",
                "[] []                                    | is not valid JSON at line 1"
            })
    void aQueueThatCannotBeUsedIsRefusedInOneLine(String content, String problem) throws IOException {
        var file = file(content);
        assertThatThrownBy(() -> DeskFiles.queue(file))
                .satisfies(e -> isClear(e, "the queue file " + file + " " + problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                      | holds nothing, not an object",
                "[]                      | holds an array, not an object",
                "{\"a\": \"text\"}       | in category \"a\" holds a text, not an array",
                "{\"a\": [\"one\", 2]}   | in category \"a\" holds a number as article 2",
                "{\"a\": [], \"a\": []}  | is not valid JSON at line 1"
            })
    void knowledgeThatCannotBeUsedIsRefusedInOneLine(String content, String problem) throws IOException {
        var file = file(content);
        assertThatThrownBy(() -> DeskFiles.knowledge(file))
                .satisfies(e -> isClear(e, "the knowledge file " + file + " " + problem));
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> DeskFiles.queue(directory.resolve("none.json")))
                .satisfies(e -> isClear(e, "does not exist; fix: check the path"));
    }

    @Test
    void aDirectoryIsNotAFile() {
        assertThatThrownBy(() -> DeskFiles.knowledge(directory)).satisfies(e -> isClear(e, "is a directory; fix:"));
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        var file = directory.resolve("bytes.json");
        Files.write(file, new byte[] {'[', '"', (byte) 0xC3, (byte) 0x28, '"', ']'});
        assertThatThrownBy(() -> DeskFiles.queue(file)).satisfies(e -> isClear(e, "the queue file"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("input.json"), content);
    }

    private static void isClear(Throwable thrown, String start) {
        assertThat(thrown).isInstanceOf(SampleInputException.class);
        assertThat(thrown).hasMessageContaining(start).hasMessageContaining("; fix: ");
        assertThat(String.valueOf(thrown.getMessage()).lines()).hasSize(1);
    }
}
