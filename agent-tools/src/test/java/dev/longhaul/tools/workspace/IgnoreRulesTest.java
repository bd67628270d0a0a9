package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What git leaves out, we leave out; git itself is asked. */
class IgnoreRulesTest {

    @TempDir
    Path temporary;

    private static boolean ignores(String rules, String path) {
        var isFolder = path.endsWith("/");
        var names = List.of(path.split("/", -1));
        return IgnoreRules.parse(rules, 0, null)
                .ignores(new TreePath(isFolder ? names.subList(0, names.size() - 1) : names), isFolder);
    }

    @ParameterizedTest
    @CsvSource({
        "*.log, a.log, true",
        "*.log, deep/a.log, true",
        "*.log, a.log.txt, false",
        "/a.log, deep/a.log, false",
        "/a.log, a.log, true",
        "target/, target/, true",
        "target/, deep/target/, true",
        "target/, target, false",
        "a/b, a/b, true",
        "a/b, c/a/b, false",
        "**/b, c/a/b, true",
        "a/**, a/b/c, true",
        "a/**, a/, false",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a/*/b, a/x/y/b, false",
        "?.txt, a.txt, true",
        "?.txt, ab.txt, false",
        "[ab].txt, b.txt, true",
        "[!ab].txt, b.txt, false",
        "[a-c]x, bx, true",
        "[]]x, ]x, true",
        "\\#a, #a, true",
        "\\!a, !a, true",
        "'a\\ ', 'a ', true",
        "'a  ', a, true",
        "# a, a, false",
        "a*b*c, aXbYc, true",
        "a*b*c, aXbY, false",
        "a//b, a/b, false",
    })
    void a_rule_means_what_git_says(String rule, String path, boolean isIgnored) {
        assertThat(ignores(rule, path)).isEqualTo(isIgnored);
    }

    @Test
    void the_last_rule_that_says_something_counts() {
        assertThat(ignores("*.log\n!keep.log", "keep.log")).isFalse();
        assertThat(ignores("!keep.log\n*.log", "keep.log")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void random_rules_leave_out_what_git_leaves_out(long seed) throws Exception {
        var random = new Random(seed);
        grow(random, temporary, 3);

        assertThat(ours()).as("seed " + seed).isEqualTo(gits());
    }

    private static void grow(Random random, Path folder, int depth) throws Exception {
        var rules = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            rules.append(rule(random)).append('\n');
        }
        Files.writeString(folder.resolve(".gitignore"), rules);
        for (var name : List.of("a", "b.c", "ab", "a b", "#a")) {
            if (depth > 0 && random.nextInt(3) == 0) {
                grow(random, Files.createDirectory(folder.resolve(name)), depth - 1);
            } else {
                Files.writeString(folder.resolve(name), "");
            }
        }
    }

    private static String rule(Random random) {
        var names = List.of("a", "b*", "*", "?", "[ab]*", "*.c", "a\\ b", "\\#a", "**", "**", "[!a]*", "*b");
        var rule = new StringBuilder(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(4) == 0 ? "/" : "");
        for (int i = random.nextInt(3); i >= 0; i--) {
            rule.append(names.get(random.nextInt(names.size()))).append(i > 0 ? "/" : "");
        }
        return rule.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }

    private Set<String> ours() throws Exception {
        var listed = new Agent(Workspace.at(temporary)).call("list_files").text();
        return new TreeSet<>(
                listed.lines().filter(line -> !line.equals("(no files)")).toList());
    }

    private Set<String> gits() throws Exception {
        var git = new ProcessBuilder(
                        "sh",
                        "-c",
                        "git init -q . && git -c core.quotepath=off -c core.excludesFile=/dev/null"
                                + " ls-files -z --others --exclude-standard | tr '\\0' '\\n'")
                .directory(temporary.toFile())
                .start();
        var listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).isZero();
        return new TreeSet<>(listed.lines().toList());
    }
}
