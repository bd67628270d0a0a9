package dev.longhaul.tools.workspace.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No path and no link leads out, whichever tool takes it. */
@Timeout(20)
class PathEscapesTest {

    @TempDir
    Path temporary;

    private Fence fence;

    @BeforeEach
    void build() throws IOException {
        fence = new Fence(temporary);
    }

    private List<ToolResult> tryAll(String path) throws Exception {
        return List.of(
                fence.agent.read(path),
                fence.agent.write(path, "mine"),
                fence.agent.edit(path, Fence.SECRET, "mine"),
                fence.agent.call("list_files", "path", path),
                fence.agent.call("search_files", "pattern", "only", "path", path));
    }

    private void assertRefusedByAll(String path) throws Exception {
        var results = tryAll(path);
        assertThat(results).allMatch(ToolResult::isError);
        fence.assertHolds(results.toArray(ToolResult[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "src/../../secret.txt",
                "./../secret.txt",
                "src/./../../outside/secret.txt",
                "src//..//../secret.txt",
                "..",
                "../",
                "../../../../../../../../etc/passwd",
                "../ws-2/secret.txt",
                "src/inside.txt/../../../secret.txt",
                "/etc/passwd",
                "//etc/passwd",
                "/",
                "/proc/self/environ",
                "/dev/zero",
                "/dev/tty",
                "~/secret.txt",
                "~",
                "src\u0000/../../secret.txt",
                "secret.txt\n../secret.txt",
                "\u0000",
            })
    void a_path_that_leads_out_is_refused(String path) throws Exception {
        assertRefusedByAll(path);
    }

    @Test
    void an_absolute_path_beside_the_root_is_refused_though_it_begins_like_it() throws Exception {
        assertRefusedByAll(fence.root + "-2/secret.txt");
        assertRefusedByAll(fence.root + "/../secret.txt");
        assertRefusedByAll(fence.outside + "/secret.txt");
    }

    @Test
    void an_endless_path_is_refused() throws Exception {
        assertRefusedByAll("a/".repeat(100_000) + "b");
        assertRefusedByAll("../".repeat(1_000) + "etc/passwd");
        assertThat(fence.agent.write("n".repeat(300), "").isError()).isTrue();
    }

    @Test
    void dots_and_percent_signs_that_only_look_like_a_way_up_are_names() throws Exception {
        for (var name : List.of("...", "..%2fsecret.txt", "%2e%2e", "..\\secret.txt", ". .", "..a")) {
            assertThat(fence.agent.write(name, "mine").isError()).as(name).isFalse();
            assertThat(fence.root.resolve(name)).hasContent("mine");
        }
        fence.assertHolds();
    }

    @Test
    void a_link_to_a_file_outside_is_refused() throws Exception {
        fence.link("link", fence.outside.resolve("secret.txt"));
        assertRefusedByAll("link");
    }

    @Test
    void a_link_to_a_folder_outside_is_refused() throws Exception {
        fence.link("link", fence.outside);
        assertRefusedByAll("link");
        assertRefusedByAll("link/secret.txt");
        assertRefusedByAll("link/new.txt");
    }

    @Test
    void a_relative_link_that_climbs_out_is_refused() throws Exception {
        fence.link("src/link", Path.of("../../outside"));
        assertRefusedByAll("src/link/secret.txt");
    }

    @Test
    void a_link_that_climbs_out_and_comes_in_again_by_name_is_refused() throws Exception {
        fence.link("link", Path.of("../ws/../outside/secret.txt"));
        assertRefusedByAll("link");
    }

    @Test
    void a_chain_of_links_that_ends_outside_is_refused() throws Exception {
        fence.link("one", Path.of("two"));
        fence.link("two", Path.of("src/three"));
        fence.link("src/three", Path.of("../four"));
        fence.link("four", fence.outside);
        assertRefusedByAll("one/secret.txt");
    }

    @Test
    void links_that_lead_to_each_other_end() throws Exception {
        fence.link("one", Path.of("two"));
        fence.link("two", Path.of("one"));
        fence.link("self", Path.of("self/self"));
        assertRefusedByAll("one");
        assertRefusedByAll("self");
    }

    @Test
    void a_dangling_link_makes_nothing_outside() throws Exception {
        fence.link("link", fence.outside.resolve("new.txt"));
        fence.link("folder", fence.outside.resolve("new"));
        assertRefusedByAll("link");
        assertRefusedByAll("folder/a/b.txt");
    }

    @Test
    void a_link_to_the_root_of_everything_is_refused() throws Exception {
        fence.link("link", Path.of("/"));
        assertRefusedByAll("link/etc/passwd");
        assertRefusedByAll("link" + fence.root + "/../secret.txt");
    }

    @Test
    void links_inside_are_followed_to_what_is_inside() throws Exception {
        fence.link("link", Path.of("src"));
        fence.link("whole", fence.root.resolve("src/inside.txt"));

        assertThat(fence.agent.read("link/inside.txt").text()).isEqualTo("1\tinside\n");
        assertThat(fence.agent.edit("whole", "inside", "changed").isError()).isFalse();

        assertThat(fence.root.resolve("src/inside.txt")).hasContent("changed");
        assertThat(Files.isSymbolicLink(fence.root.resolve("whole"))).isTrue();
    }

    @Test
    void listing_and_searching_walk_through_no_link() throws Exception {
        fence.link("out", fence.outside);
        fence.link("up", Path.of(".."));
        fence.link("round", Path.of("."));
        fence.link("src/secret.txt", fence.outside.resolve("secret.txt"));

        var listed = fence.agent.call("list_files");
        var found = fence.agent.search("only");

        assertThat(listed.text())
                .isEqualTo("out (a link)\nround (a link)\nsrc/inside.txt\nsrc/secret.txt (a link)\nup (a link)");
        assertThat(found.text()).startsWith("(no line matches");
        fence.assertHolds(listed, found);
    }

    @Test
    void a_rules_file_that_is_a_link_out_is_none() throws Exception {
        fence.link("AGENTS.md", fence.outside.resolve("secret.txt"));
        assertThat(fence.workspace.rulesFiles()).isEmpty();
    }

    @Test
    void a_gitignore_that_is_a_link_out_is_not_read() throws Exception {
        Files.writeString(fence.outside.resolve("rules"), "*.txt\n");
        fence.link(".gitignore", fence.outside.resolve("rules"));
        assertThat(fence.agent.call("list_files").text()).contains("src/inside.txt");
    }

    @Test
    void writing_to_a_hard_link_leaves_the_file_outside_as_it_is() throws Exception {
        Files.createLink(fence.root.resolve("hard.txt"), fence.outside.resolve("secret.txt"));
        fence.agent.write("hard.txt", "mine");
        fence.assertHolds();
        assertThat(fence.root.resolve("hard.txt")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git/config",
                ".git/hooks/pre-commit",
                ".git",
                ".GIT/config",
                ".git./config",
                ".git /config",
                "git~1/config",
                ".g\u200cit/config",
                "src/.git/config",
                "./.git//config",
                "alias/config",
            })
    void what_is_gits_own_is_not_written(String path) throws Exception {
        fence.link("alias", Path.of(".git"));
        assertThat(fence.agent.write(path, "[core]\nfsmonitor = evil\n").isError())
                .isTrue();
        assertThat(fence.agent.edit(path, "[core]", "[evil]").isError()).isTrue();
        fence.assertHolds();
    }
}
