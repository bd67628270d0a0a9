package dev.longhaul.tools.workspace.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.tools.workspace.Agent;
import dev.longhaul.tools.workspace.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the workspace, and nothing a model asks for, keeps a tool busy for long or fills the context. */
@Timeout(20)
class HeavyEscapesTest {

    private static final int MOST_CHARS = 110_000;

    @TempDir
    Path temporary;

    private Agent agent;

    @BeforeEach
    void build() {
        agent = new Agent(Workspace.at(temporary).withoutApproval().searchTimeout(Duration.ofMillis(200)));
    }

    private void assertRefusedAsSpecial(String path) throws Exception {
        assertThat(agent.read(path).text()).contains("is a pipe, socket or device");
        assertThat(agent.write(path, "mine").text()).contains("is a pipe, socket or device");
        assertThat(agent.edit(path, "a", "b").text()).contains("is a pipe, socket or device");
        assertThat(agent.search("a").isError()).isFalse();
        assertThat(agent.call("list_files").text()).contains(path + " (a pipe, socket or device)");
    }

    @Test
    void a_pipe_nobody_writes_to_is_not_waited_for() throws Exception {
        Fence.shell("mkfifo " + temporary.resolve("pipe"));
        assertRefusedAsSpecial("pipe");
    }

    @Test
    void a_socket_is_not_opened() throws Exception {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(temporary.resolve("socket")));
            assertRefusedAsSpecial("socket");
        }
    }

    @Test
    void a_link_to_a_device_is_not_opened() throws Exception {
        Files.createSymbolicLink(temporary.resolve("zero"), Path.of("/dev/zero"));
        assertThat(agent.read("zero").text()).contains("is a link out of the workspace");
        assertThat(agent.write("zero", "mine").isError()).isTrue();
    }

    @Test
    void a_pipe_in_the_place_of_gitignore_is_not_waited_for() throws Exception {
        Fence.shell("mkfifo " + temporary.resolve(".gitignore"));
        agent.put("a.txt", "text");
        assertThat(agent.call("list_files").text()).contains("a.txt");
    }

    @Test
    void a_huge_file_is_read_in_pages() throws Exception {
        agent.put(
                "big.log",
                IntStream.rangeClosed(1, 400_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        var first = agent.read("big.log");
        var later = agent.call("read_file", "path", "big.log", "offset", 399_999, "limit", 5);

        assertThat(first.text())
                .startsWith("1\tline 1\n")
                .endsWith("[the file goes on: read it with offset 2001; it has 4.7 MB in all]");
        assertThat(later.text()).isEqualTo("399999\tline 399999\n400000\tline 400000\n");
    }

    @Test
    void a_huge_line_is_cut() throws Exception {
        agent.put("line.js", "x".repeat(5_000_000) + "needle");

        assertThat(agent.read("line.js").text())
                .hasSizeLessThan(3_000)
                .contains("(4998006 more characters in this line)");
        assertThat(agent.search("needle").text()).contains("1 files with more than 4.0 MB were left out");
    }

    @Test
    void many_huge_lines_are_cut() throws Exception {
        agent.put("lines.js", ("y".repeat(5_000) + "\n").repeat(600));

        assertThat(agent.read("lines.js").text()).hasSizeLessThan(MOST_CHARS).contains("the file goes on");
        assertThat(agent.search("y").text()).hasSizeLessThan(MOST_CHARS).contains("and 400 more lines");
    }

    @Test
    void a_file_full_of_holes_is_neither_read_nor_changed() throws Exception {
        try (var file = new RandomAccessFile(temporary.resolve("holes").toFile(), "rw")) {
            file.setLength(50_000_000_000L);
        }

        assertThat(agent.read("holes").text()).contains("is not a text file");
        assertThat(agent.write("holes", "mine").text()).contains("too large");
        assertThat(agent.edit("holes", "a", "b").text()).contains("too large");
        assertThat(agent.search("a").text()).contains("left out");
    }

    @Test
    void a_text_too_large_to_be_kept_is_not_changed_as_a_whole() throws Exception {
        agent.put("big.txt", "text\n".repeat(4_000_000));

        assertThat(agent.edit("big.txt", "text", "other").text()).contains("too large");
        assertThat(agent.write("new.txt", "0123456789".repeat(2_000_000)).text())
                .contains("at most 16.0 MB");
        assertThat(temporary.resolve("new.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a|aa)+$",
                "(.*a){20}b",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(x+x+)+y|(a*)*\\d",
                "(?:a*?a*?)*?[^a]{3}$",
                "((a{1,30}){1,30}){1,30}b"
            })
    void a_pattern_that_backtracks_without_end_is_stopped(String pattern) throws Exception {
        agent.put("a.txt", "a".repeat(3_000) + "!\n");
        long began = System.nanoTime();

        var result = agent.search(pattern);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(result.text()).containsAnyOf("stopped after", "lines too long for this pattern", "no line matches");
    }

    @Test
    void a_pattern_that_recurses_too_deeply_fails_for_its_file_only() throws Exception {
        agent.put("deep.txt", "ab".repeat(200_000));
        agent.put("flat.txt", "ab");

        assertThat(agent.search("^(a|b|ab)*$").text())
                .contains("flat.txt:1:ab")
                .contains("1 files have lines too long for this pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "*", "a{2", "\\", "(?<x", "(?z)", "a{99999999999}", ""})
    void a_pattern_that_is_none_is_refused_with_a_hint(String pattern) throws Exception {
        assertThat(agent.search(pattern).isError()).isTrue();
    }

    @Test
    void a_pattern_of_brackets_without_end_is_refused() throws Exception {
        assertThat(agent.search("(".repeat(100_000)).text()).contains("too long");
        agent.put("a.txt", "a");
        assertThat(agent.search("(".repeat(900) + "a" + ")".repeat(900)).isError())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a*a*a*a*a*a*a*a*a*a*b",
                "**/**/**/**/**/**/**/**/*z",
                "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
                "{{{{{{{{{{a,b},c},d}",
                "[[[[[[",
                "[",
                "[]",
                "[!",
                "{",
                "}",
                "\\"
            })
    void no_glob_takes_long(String glob) throws Exception {
        agent.put("a/".repeat(40) + "a".repeat(200), "text");

        assertThat(agent.call("list_files", "glob", glob)).isNotNull();
    }

    @Test
    void a_gitignore_made_to_take_long_does_not() throws Exception {
        agent.put(".gitignore", "*a*a*a*a*a*a*a*b\n**/a/**/a/**/a/**/a/**/b\n///\n/\n!\n[\n\\\n".repeat(100));
        agent.put("a/".repeat(40) + "a".repeat(200), "text");

        assertThat(agent.call("list_files").text()).contains("aaaa");
    }

    @Test
    void a_tree_without_an_end_is_walked_to_a_depth() throws Exception {
        Files.createDirectories(temporary.resolve("d/".repeat(150)));
        assertThat(agent.call("list_files").text()).contains("not all folders could be looked at");
    }

    @Test
    void many_files_are_listed_up_to_a_number_and_the_rest_counted() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            Files.createFile(temporary.resolve("f%04d".formatted(i)));
        }
        assertThat(agent.call("list_files").text()).endsWith("f0999\n[and 200 more: give a path or a glob]");
    }

    @Test
    void an_edit_of_the_worst_texts_is_stopped_or_done() throws Exception {
        agent.put("a.txt", "a".repeat(300_000));

        assertThat(agent.edit("a.txt", "a", "b").text()).contains("at least 1000 times");
        assertThat(agent.edit("a.txt", "b" + "a".repeat(20_000), "c").isError()).isTrue();
        assertThat(agent.edit("a.txt", "a".repeat(20_000) + "b", "c").isError()).isTrue();
    }

    @Test
    void a_folder_that_cannot_be_a_file_is_no_file() throws IOException, Exception {
        Files.createDirectories(temporary.resolve("folder"));
        assertThat(agent.read("folder").text()).contains("is a folder");
        assertThat(agent.write("folder", "x").text()).contains("is a folder");
        assertThat(agent.read(".").text()).contains("is a folder");
        assertThat(agent.write("", "x").isError()).isTrue();
    }
}
