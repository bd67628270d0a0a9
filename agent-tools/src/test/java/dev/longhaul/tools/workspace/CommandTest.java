package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model is told of a command, and which it may run. */
@Timeout(20)
class CommandTest {

    @TempDir
    Path temporary;

    private String run(String command) throws Exception {
        return new Agent(Workspace.at(temporary)).run(command).text();
    }

    private boolean isRefused(Workspace workspace, String command) throws Exception {
        var result = new Agent(workspace).run(command);
        assertThat(result.isError()).isEqualTo(result.text().contains("run here"));
        return result.isError();
    }

    @Test
    void exit_code_and_output_are_told() throws Exception {
        assertThat(run("echo out; echo err >&2")).matches("exit code 0, after \\d\\.\\d s\nout\nerr\n");
        assertThat(run("exit 3")).matches("exit code 3, after \\d\\.\\d s\n\\(no output\\)");
        assertThat(run("kill -TERM $$")).startsWith("exit code 143");
        assertThat(run("no-such-program-here")).startsWith("exit code 127").contains("not found");
    }

    @Test
    void a_command_that_fails_is_a_result_not_an_error() throws Exception {
        assertThat(new Agent(Workspace.at(temporary)).run("false").isError()).isFalse();
    }

    @Test
    void code_runs_one_as_the_agent_does_and_gets_its_exit_code() throws Exception {
        var workspace = Workspace.at(temporary)
                .environment(Map.of("LANG", "C.UTF-8", "ANTHROPIC_API_KEY", "sk-ant-1"))
                .commandTimeout(Duration.ofSeconds(1));
        assertThat(workspace.run("test \"$LANG\" = C.UTF-8 && test -z \"$ANTHROPIC_API_KEY\""))
                .hasValue(0);
        assertThat(workspace.run("exit 3")).hasValue(3);
        assertThat(workspace.run("sleep 600")).isEmpty();
    }

    @Test
    void a_command_works_on_the_files_of_the_workspace() throws Exception {
        run("mkdir -p a && echo text > a/b.txt");
        assertThat(temporary.resolve("a/b.txt")).hasContent("text\n");
    }

    @Test
    void of_much_output_head_and_tail_are_shown() throws Exception {
        var agent = new Agent(Workspace.at(temporary).commandOutput(1_000));

        var text = agent.run("seq 1 10000").text();

        assertThat(text)
                .contains("\n1\n2\n3\n", "\n[... 47,894 bytes left out ...]\n")
                .endsWith("\n9999\n10000\n")
                .hasSizeLessThan(1_100);
    }

    @Test
    void output_that_just_fits_is_whole() throws Exception {
        var agent = new Agent(Workspace.at(temporary).commandOutput(1_000));

        assertThat(agent.run("printf '%01000d' 7").text()).endsWith("\n" + "0".repeat(999) + "7");
        assertThat(agent.run("printf '%01001d' 7").text()).contains("[... 1 bytes left out ...]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git status",
                "git status --short 2>&1 | head -3",
                "git status && git log -3 >/dev/null; head -1 'a b'",
                "git log --grep=\"x ; rm\"",
                "head -1 '$(x)'"
            })
    void what_is_allowed_may_be_joined(String command) throws Exception {
        assertThat(isRefused(Workspace.at(temporary).allowCommands("git status", "git log", "head"), command))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf .",
                "git push",
                "git",
                "gitstatus",
                "git status; rm -rf .",
                "git status\nrm -rf .",
                "git status | tee x",
                "git status & rm x",
                "git log $(rm x)",
                "git log `rm x`",
                "git log \"$(rm x)\"",
                "git log > x",
                "git log < x",
                "head <(rm x)",
                "(rm x)",
                "{ rm x; }",
                "X=1 git status",
                "git\\ status",
                "git log ${IFS}",
                "git log 'open",
                "./git status",
                "git log \\\n; rm x",
                "env git status",
                "! git status",
                "git log 2>&1 > x",
                "git log >/dev/nullx",
                "git log >/dev/null/../../x"
            })
    void whatever_else_is_refused(String command) throws Exception {
        Files.createFile(temporary.resolve("x"));
        assertThat(isRefused(Workspace.at(temporary).allowCommands("git status", "git log", "head"), command))
                .isTrue();
        assertThat(temporary.resolve("x")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push",
                "git  push --force",
                "cd . && git push",
                "(git push)",
                "echo $(git push)",
                "/usr/bin/git push",
                "g''it \"push\"",
                "\\git push",
                "sh -c 'git push'"
            })
    void what_is_denied_is_refused_wherever_it_stands(String command) throws Exception {
        assertThat(isRefused(Workspace.at(temporary).denyCommands("git push", "sudo"), command))
                .isTrue();
    }

    @Test
    void what_only_resembles_the_denied_runs() throws Exception {
        assertThat(isRefused(Workspace.at(temporary).denyCommands("git push", "sudo"), "echo git pushed pseudo"))
                .isFalse();
    }

    @Test
    void nothing_stays_in_the_temporary_folder() throws Exception {
        Path pipe;
        try (var open = OutputPipe.open()) {
            pipe = open.end().file().toPath();
            assertThat(pipe).exists();
        }
        assertThat(pipe).doesNotExist();
        assertThat(pipe.getParent()).doesNotExist();
    }

    /** Is killed while a command runs; see below. */
    static final class Victim {

        public static void main(String[] args) throws Exception {
            new Agent(Workspace.at(Path.of(args[0]))).run("while :; do echo tick >> ticks; sleep 0.02; done");
        }
    }

    @Test
    void a_command_does_not_outlive_a_process_that_is_killed() throws Exception {
        var ticks = temporary.resolve("ticks");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var victim = new ProcessBuilder(List.of(java, "-cp", classes, Victim.class.getName(), temporary.toString()))
                .inheritIO()
                .start();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> Files.exists(ticks));

        victim.destroyForcibly().waitFor();

        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> stays(ticks));
    }

    private static boolean stays(Path file) throws Exception {
        long size = Files.size(file);
        long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() > until);
        return Files.size(file) == size;
    }
}
