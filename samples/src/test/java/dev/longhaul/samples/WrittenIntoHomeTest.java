package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.samples.support.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user has written never takes the place of what sessions are kept in. */
class WrittenIntoHomeTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void begin() {
        home = folder.resolve("home");
        var data = new DemoData(7);
        DemoData.writeQueue(data.tickets(2), folder.resolve("queue.json"));
        DemoData.writeKnowledge(data.knowledge(), folder.resolve("knowledge.json"));
        assertThat(agent("demo", "--tickets", "1", "--session", "one").exit()).isZero();
    }

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home.toString()), arguments);
    }

    private Shell support(Path out, String... more) {
        var arguments = new ArrayList<>(List.of(
                "support",
                "--session=two",
                "--queue=" + folder.resolve("queue.json"),
                "--knowledge=" + folder.resolve("knowledge.json"),
                "--out=" + out));
        arguments.addAll(List.of(more));
        return agent(arguments.toArray(String[]::new));
    }

    private void assertRefused(Shell shell, String option, Path named) {
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err().strip())
                .isEqualTo("agent: " + option + " " + named + " is a part of " + home + " in which sessions are kept,"
                        + " and nothing else may be written: name another "
                        + (option.equals("--out") ? "file" : "folder"));
        assertThat(agent("verify", "one").out()).contains("session one is sound");
    }

    private void assertNotWritten(Path file) {
        assertRefused(agent("export", "one", "--out", file.toString()), "--out", file);
        assertRefused(support(file), "--out", file);
        assertThat(agent("sessions").out()).contains("one").doesNotContain("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal.db",
                "journal.db-wal",
                "journal.db-shm",
                "journal.db-journal",
                "reserve",
                "beginning.lock",
                "blobs/one.jsonl",
                "locks/x.lock",
                "files/one/desk.db"
            })
    void no_file_of_the_home_is_written(String name) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        assertNotWritten(file);
    }

    @Test
    void nor_through_a_link_to_the_home() throws IOException {
        assertNotWritten(Files.createSymbolicLink(folder.resolve("link"), home).resolve("journal.db"));
    }

    @Test
    void nor_through_a_link_to_a_file_of_it_there_or_not() throws IOException {
        assertNotWritten(Files.createSymbolicLink(folder.resolve("there"), home.resolve("journal.db")));
        assertNotWritten(Files.createSymbolicLink(folder.resolve("missing"), Path.of("home", "journal.db-journal")));
    }

    @Test
    void nor_in_a_home_that_is_not_there_yet() throws IOException {
        var real = Files.createDirectory(folder.resolve("real"));
        var later = Files.createSymbolicLink(folder.resolve("link"), real).resolve("home");
        var run = support(real.resolve("home/reserve"), "--home=" + later);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is a part of " + later);
        assertThat(real).isEmptyDirectory();
    }

    @Test
    void a_file_in_the_home_that_is_not_the_stores_is_written() {
        assertThat(support(home.resolve("done.json")).exit()).isZero();
        assertThat(agent("export", "one", "--out", home.resolve("one.jsonl").toString())
                        .exit())
                .isZero();
    }

    @Test
    void a_file_beside_the_home_is_written() {
        var file = folder.resolve("home.jsonl");
        assertThat(agent("export", "one", "--out", file.toString()).exit()).isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(support(folder.resolve("done.json")).exit()).isZero();
    }

    @Test
    void no_agent_works_in_the_home() throws IOException {
        assertRefused(agent("coding", "--workspace", home.toString(), "--task", "x"), "--workspace", home);
        var blobs = Files.createDirectories(home.resolve("blobs"));
        assertRefused(agent("coding", "--workspace", blobs.toString(), "--task", "x"), "--workspace", blobs);
    }
}
