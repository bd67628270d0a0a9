package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, writing and editing as a model sees it, and what is in the files afterwards. */
class FileToolsTest {

    @TempDir
    Path temporary;

    private Agent agent;

    @BeforeEach
    void build() {
        agent = new Agent(Workspace.at(temporary));
    }

    @Test
    void lines_are_read_with_their_numbers() throws Exception {
        agent.put("a.txt", "one\n\nthree");
        assertThat(agent.read("a.txt").text()).isEqualTo("1\tone\n2\t\n3\tthree\n");
    }

    @Test
    void a_page_says_where_the_next_begins() throws Exception {
        agent.put("a.txt", "1\n2\n3\n4\n5\n");

        assertThat(agent.call("read_file", "path", "a.txt", "offset", 2, "limit", 2)
                        .text())
                .isEqualTo("2\t2\n3\t3\n[the file goes on: read it with offset 4; it has 10 bytes in all]");
        assertThat(agent.call("read_file", "path", "a.txt", "offset", 4, "limit", 2)
                        .text())
                .isEqualTo("4\t4\n5\t5\n");
        assertThat(agent.call("read_file", "path", "a.txt", "offset", 9).text()).isEqualTo("[the file ends at line 5]");
        assertThat(agent.call("read_file", "path", "a.txt", "offset", 0).text()).contains("begin at 1");
    }

    @Test
    void an_empty_file_says_so() throws Exception {
        agent.put("a.txt", "");
        assertThat(agent.read("a.txt").text()).isEqualTo("(the file is empty)");
    }

    @Test
    void what_is_not_there_is_named_with_a_way_to_find_out() throws Exception {
        var missing = "there is no \"src/a.txt\": list_files shows what there is";
        Files.createDirectory(temporary.resolve("src"));

        assertThat(agent.read("src/a.txt").text()).isEqualTo(missing);
        assertThat(agent.edit("src/a.txt", "a", "b").text()).isEqualTo(missing);
        assertThat(agent.read("lib/a.txt").text()).startsWith("there is no folder \"lib\"");
    }

    @Test
    void a_file_in_the_place_of_a_folder_is_named() throws Exception {
        agent.put("a", "");
        assertThat(agent.write("a/b", "x").text()).isEqualTo("\"a\" is not a folder: nothing can be in it");
    }

    @Test
    void a_new_file_comes_with_its_folders() throws Exception {
        assertThat(agent.write("a/b/c.txt", "1\n2\n").text()).isEqualTo("Created a/b/c.txt, 2 lines.");
        assertThat(agent.content("a/b/c.txt")).isEqualTo("1\n2\n");
    }

    @Test
    void a_file_is_replaced_as_a_whole_and_the_same_again_changes_nothing() throws Exception {
        agent.put("a.txt", "old");

        assertThat(agent.write("a.txt", "new").text()).isEqualTo("Replaced a.txt, now 1 lines.");
        assertThat(agent.write("a.txt", "new").text()).isEqualTo("a.txt holds this content already.");
    }

    @Test
    void nothing_else_is_left_where_files_were_written() throws Exception {
        agent.write("a/b.txt", "x");
        agent.edit("a/b.txt", "x", "y");

        try (var all = Files.walk(temporary)) {
            assertThat(all.map(path -> temporary.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "a", "a/b.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rw-------", "rw-rw-rw-"})
    void permissions_stay(String permissions) throws Exception {
        var file = agent.put("run.sh", "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        agent.edit("run.sh", "one", "two");
        agent.write("run.sh", "three");

        assertThat(agent.content("run.sh")).isEqualTo("three");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void a_write_protected_file_is_left_alone() throws Exception {
        var file = agent.put("a.txt", "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        assertThat(agent.edit("a.txt", "one", "two").text()).contains("write-protected", "chmod u+w");
        assertThat(agent.content("a.txt")).isEqualTo("one");
    }

    @Test
    void a_binary_file_is_neither_shown_nor_changed() throws Exception {
        var bytes = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 1, 2, 3};
        var file = agent.put("a.png", bytes);

        assertThat(agent.read("a.png").text()).startsWith("a.png is not a text file");
        assertThat(agent.edit("a.png", "PNG", "GIF").isError()).isTrue();
        assertThat(agent.write("a.png", "text").isError()).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    private void assertKeptOnEdit(Charset charset, String mark, String note) throws Exception {
        var file = agent.put("a.txt", (mark + "größer\nkleiner\n").getBytes(charset));

        assertThat(agent.read("a.txt").text())
                .startsWith("1\tgrößer\n2\tkleiner\n")
                .endsWith(note);
        assertThat(agent.edit("a.txt", "größer\n", "größte\n").isError()).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo((mark + "größte\nkleiner\n").getBytes(charset));

        assertThat(agent.write("a.txt", "Größe\n").isError()).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo((mark + "Größe\n").getBytes(charset));
    }

    @Test
    void an_encoding_stays_as_it_is() throws Exception {
        assertKeptOnEdit(StandardCharsets.UTF_8, "", "\n");
        assertKeptOnEdit(
                StandardCharsets.UTF_8, "\uFEFF", "[UTF-8 with a byte order mark; stays so when the file is changed]");
        assertKeptOnEdit(
                StandardCharsets.UTF_16LE, "\uFEFF", "[UTF-16 (little endian); stays so when the file is changed]");
        assertKeptOnEdit(
                StandardCharsets.UTF_16BE, "\uFEFF", "[UTF-16 (big endian); stays so when the file is changed]");
        assertKeptOnEdit(StandardCharsets.ISO_8859_1, "", "[Latin-1; stays so when the file is changed]");
    }

    @Test
    void a_character_the_encoding_does_not_have_is_refused() throws Exception {
        agent.put("a.txt", "größer".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(agent.edit("a.txt", "größer", "→").text())
                .startsWith("a.txt is in Latin-1, and the new text has characters");
        assertThat(agent.write("b.txt", "half \ud83d").isError()).isTrue();
        assertThat(temporary.resolve("b.txt")).doesNotExist();
    }

    @Test
    void line_ends_stay_as_they_are() throws Exception {
        agent.put("a.txt", "one\r\ntwo\r\nthree\r\n");

        assertThat(agent.read("a.txt").text()).startsWith("1\tone\n2\ttwo\n").contains("lines end in CRLF");
        agent.edit("a.txt", "one\ntwo\n", "1\n2\n2a\n");
        assertThat(agent.content("a.txt")).isEqualTo("1\r\n2\r\n2a\r\nthree\r\n");

        agent.write("a.txt", "all\nnew\n");
        assertThat(agent.content("a.txt")).isEqualTo("all\r\nnew\r\n");
    }

    @Test
    void mixed_line_ends_stay_mixed() throws Exception {
        agent.put("a.txt", "one\r\ntwo\nthree\n");

        agent.edit("a.txt", "one\ntwo", "1\n2");

        assertThat(agent.content("a.txt")).startsWith("1").endsWith("2\nthree\n");
        assertThat(agent.read("a.txt").text()).startsWith("1\t1\n2\t2\n3\tthree\n");
    }

    @Test
    void edits_of_one_file_at_once_are_all_there() throws Exception {
        agent.put("a.txt", IntStream.range(0, 40).mapToObj("<%d>\n"::formatted).reduce("", String::concat));

        var edits = IntStream.range(0, 40)
                .<Callable<ToolResult>>mapToObj(i -> () -> agent.edit("a.txt", "<" + i + ">", "[" + i + "]"))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var edit : threads.invokeAll(edits)) {
                assertThat(edit.get().isError()).isFalse();
            }
        }

        assertThat(agent.content("a.txt").lines()).hasSize(40).allMatch(line -> line.startsWith("["));
    }

    @Test
    void whoever_reads_meanwhile_sees_the_old_file_or_the_new() throws Exception {
        var texts = new String[] {"a".repeat(100_000), "b".repeat(100_000)};
        var file = agent.put("a.txt", texts[0]);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = threads.submit(() -> {
                for (int i = 1; i < 60; i++) {
                    agent.write("a.txt", texts[i % 2]);
                }
                return null;
            });
            while (!writing.isDone()) {
                assertThat(texts).contains(Files.readString(file));
            }
            writing.get();
        }
    }

    @Test
    void a_failure_names_call_and_reason() throws IOException, Exception {
        agent.put("a.txt", "x");
        assertThat(agent.write("n".repeat(300), "x").text()).contains("write_file of", "name too long");
    }
}
