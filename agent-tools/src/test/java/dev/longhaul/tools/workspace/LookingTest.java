package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing and searching as a model sees it. */
class LookingTest {

    @TempDir
    Path temporary;

    private Agent agent;

    @BeforeEach
    void build() {
        agent = new Agent(Workspace.at(temporary));
        agent.put(".gitignore", "target/\n");
        agent.put("src/main/A.java", "class A {}\n// TODO: b\n");
        agent.put("src/test/ATest.java", "class ATest {}\n");
        agent.put("pom.xml", "<project/>\n");
        agent.put("target/A.class.txt", "class A {}\n");
    }

    private String list(String name, String value) throws Exception {
        return agent.call("list_files", name, value).text();
    }

    private String search(Object... namesAndValues) throws Exception {
        return agent.call("search_files", namesAndValues).text();
    }

    @Test
    void files_are_listed_in_order_without_what_git_leaves_out() throws Exception {
        assertThat(agent.call("list_files").text())
                .isEqualTo(".gitignore\npom.xml\nsrc/main/A.java\nsrc/test/ATest.java");
    }

    @Test
    void a_folder_or_a_glob_narrows_the_list() throws Exception {
        assertThat(list("path", "src/main")).isEqualTo("src/main/A.java");
        assertThat(list("path", "./src/main/")).isEqualTo("src/main/A.java");
        assertThat(list("glob", "*Test.java")).isEqualTo("src/test/ATest.java");
        assertThat(list("glob", "src/**/*.java")).isEqualTo("src/main/A.java\nsrc/test/ATest.java");
        assertThat(list("glob", "*.{xml,md}")).isEqualTo("pom.xml");
        assertThat(list("glob", "*.py")).isEqualTo("(no files)");
        assertThat(agent.call("list_files", "path", "src", "glob", "main/*").text())
                .isEqualTo("src/main/A.java");
    }

    @Test
    void what_git_leaves_out_is_listed_if_it_is_named() throws Exception {
        assertThat(list("path", "target")).isEqualTo("target/A.class.txt");
    }

    @Test
    void the_rules_of_folders_above_hold_below() throws Exception {
        agent.put("src/.gitignore", "*.tmp\n!keep.tmp\n");
        agent.put("src/main/a.tmp", "");
        agent.put("src/main/keep.tmp", "");
        assertThat(list("path", "src/main")).isEqualTo("src/main/A.java\nsrc/main/keep.tmp");
    }

    @Test
    void matching_lines_come_with_path_and_number() throws Exception {
        assertThat(search("pattern", "class \\w+"))
                .isEqualTo("src/main/A.java:1:class A {}\nsrc/test/ATest.java:1:class ATest {}");
        assertThat(search("pattern", "todo", "ignore_case", true)).isEqualTo("src/main/A.java:2:// TODO: b");
        assertThat(search("pattern", "class", "glob", "*Test.java")).isEqualTo("src/test/ATest.java:1:class ATest {}");
        assertThat(search("pattern", "class", "path", "src/main/A.java")).isEqualTo("src/main/A.java:1:class A {}");
    }

    @Test
    void anchors_are_those_of_a_line_whatever_its_end() throws Exception {
        agent.put("crlf.txt", "one\r\ntwo\r\n");
        assertThat(search("pattern", "^two$")).isEqualTo("crlf.txt:2:two");
    }

    @Test
    void nothing_found_says_how_much_was_searched() throws Exception {
        assertThat(search("pattern", "nothing")).isEqualTo("(no line matches in 4 files)");
    }

    @Test
    void binary_files_are_passed_over_and_counted() throws Exception {
        agent.put("a.bin", new byte[] {'c', 'l', 'a', 's', 's', 0, 1});
        assertThat(search("pattern", "class ATest")).endsWith("\n[1 binary files were left out]");
    }

    @Test
    void other_encodings_are_searched_as_text() throws Exception {
        agent.put("utf16.txt", "\uFEFFgrößer\n".getBytes(StandardCharsets.UTF_16LE));
        agent.put("latin.txt", "größer\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(search("pattern", "größer")).isEqualTo("latin.txt:1:größer\nutf16.txt:1:größer");
    }

    @Test
    void of_a_long_line_what_is_near_the_match_is_shown() throws Exception {
        agent.put("a.min.js", "x".repeat(5_000) + "needle" + "y".repeat(5_000));
        assertThat(search("pattern", "needle"))
                .isEqualTo("a.min.js:1:…" + "x".repeat(120) + "needle" + "y".repeat(120) + "…");
    }

    @Test
    void a_pattern_that_is_none_is_explained() throws Exception {
        assertThat(search("pattern", "foo("))
                .startsWith("the pattern is not a regular expression: Unclosed group at character 4");
    }
}
