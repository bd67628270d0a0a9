package dev.longhaul.tools.workspace.escape;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longhaul.model.Cancellation;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tools.workspace.Agent;
import dev.longhaul.tools.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No command holds up the session, outlives its call, or fills memory or disk. */
@Timeout(20)
class CommandEscapesTest {

    @TempDir
    Path temporary;

    private Workspace workspace;
    private Agent agent;

    @BeforeEach
    void build() {
        workspace = Workspace.at(temporary)
                .withoutApproval()
                .commandTimeout(Duration.ofSeconds(1))
                .commandProcesses(60);
        agent = new Agent(workspace);
    }

    /** Commands write a line to this file again and again; it stands still once they are gone. */
    private void assertSilent(String file) throws IOException {
        var path = temporary.resolve(file);
        long size = Files.exists(path) ? Files.size(path) : 0;
        long until = System.nanoTime() + SECONDS.toNanos(1) / 3;
        await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() > until);
        assertThat(Files.exists(path) ? Files.size(path) : 0).isEqualTo(size);
    }

    private static final String TICKS = "while :; do echo tick >> ticks; sleep 0.02; done";

    @Test
    void a_command_that_hangs_is_ended_and_its_output_told() throws Exception {
        var result = agent.run("echo begun; sleep 1000");

        assertThat(result.isError()).isTrue();
        assertThat(result.text())
                .startsWith("The command was ended after 1.0 s")
                .endsWith("begun\n");
    }

    @Test
    void a_command_that_takes_no_signal_but_one_is_ended() throws Exception {
        var result = agent.run("trap '' TERM INT HUP QUIT; " + TICKS);

        assertThat(result.isError()).isTrue();
        assertSilent("ticks");
    }

    @Test
    void a_command_that_waits_for_input_finds_none() throws Exception {
        assertThat(agent.run("cat; read x; echo \"got [$x]\"").text()).contains("got []");
    }

    @Test
    void a_command_that_asks_at_the_terminal_finds_none() throws Exception {
        assertThat(agent.run("cat < /dev/tty").text()).startsWith("exit code 2").contains("/dev/tty");
    }

    @Test
    void a_child_left_in_the_background_does_not_hold_up_the_call_and_is_ended() throws Exception {
        var result = agent.run("(" + TICKS + ") & sleep 0.1; echo over");

        assertThat(result.text()).startsWith("exit code 0").contains("over").contains("processes that it left running");
        assertSilent("ticks");
    }

    @Test
    void a_child_in_a_session_of_its_own_is_ended() throws Exception {
        agent.run("setsid sh -c '" + TICKS + "' & sleep 0.1");
        assertThat(temporary.resolve("ticks")).isNotEmptyFile();
        assertSilent("ticks");
    }

    @Test
    void a_daemon_that_forked_twice_is_ended() throws Exception {
        agent.run("(setsid sh -c '(" + TICKS + ") &' &) ; sleep 0.2");
        assertThat(temporary.resolve("ticks")).isNotEmptyFile();
        assertSilent("ticks");
    }

    @Test
    void a_child_that_ignores_hangups_is_ended() throws Exception {
        agent.run("nohup sh -c '" + TICKS + "' >/dev/null 2>&1 & sleep 0.1");
        assertSilent("ticks");
    }

    @Test
    void a_child_with_a_clean_environment_is_ended_with_its_group() throws Exception {
        agent.run("env -i PATH=\"$PATH\" sh -c '" + TICKS + "' & sleep 0.1");
        assertSilent("ticks");
    }

    @Test
    void a_child_of_a_command_that_killed_its_own_shell_is_ended() throws Exception {
        var result = agent.run("(" + TICKS + ") & kill -KILL $$");

        assertThat(result.text()).startsWith("exit code 137");
        assertSilent("ticks");
    }

    // Two bombs with a short fuse: should the tool fail, the machine does not.
    @Test
    void processes_without_end_are_stopped_at_a_number() throws Exception {
        var result = agent.run("i=0; while [ $i -lt 200 ]; do sleep 4.321 & i=$((i+1)); done; wait");

        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains("more than 60 processes");
        assertThat(agent.run("ps ax | grep -c '[s]leep 4.321'").text()).contains("\n0\n");
    }

    @Test
    void a_fork_bomb_is_put_out() throws Exception {
        var result =
                agent.run("bomb() { [ $1 -eq 0 ] || { bomb $(($1-1)) & bomb $(($1-1)) & }; sleep 4.322; }; bomb 7");

        assertThat(result.text()).contains("more than 60 processes");
        assertThat(agent.run("ps ax | grep -c '[s]leep 4.322'").text()).contains("\n0\n");
    }

    @Test
    void a_fork_bomb_whose_parents_die_is_put_out() throws Exception {
        var result = agent.run(
                "bomb() { [ $1 -eq 0 ] && sleep 4.323 || { bomb $(($1-1)) & bomb $(($1-1)) & }; }; bomb 7; sleep 9");

        assertThat(result.text()).contains("more than 60 processes");
        assertThat(agent.run("ps ax | grep -c '[s]leep 4.323'").text()).contains("\n0\n");
    }

    @Test
    void output_without_end_fills_no_memory() throws Exception {
        var result = agent.run("yes 'a line of output that is repeated for ever'");

        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains("bytes left out").hasSizeLessThan(40_000);
    }

    @Test
    void output_without_end_from_a_child_left_behind_fills_no_memory() throws Exception {
        var result = agent.run("yes & sleep 0.1; echo over");

        assertThat(result.text()).startsWith("exit code 0").hasSizeLessThan(40_000);
    }

    @Test
    void output_without_a_line_end_fills_no_memory() throws Exception {
        assertThat(agent.run("head -c 5000000 /dev/zero | tr '\\0' x").text())
                .contains("[... 4,968,000 bytes left out ...]");
    }

    @Test
    void output_that_is_no_text_is_shown_without_orders_to_a_terminal() throws Exception {
        var result = agent.run("printf '\\033[2Jred\\033[31m \\033]0;title\\007\\377\\376\\000end\\rover'");

        assertThat(result.text()).endsWith("red \uFFFD\uFFFDend\nover");
    }

    @Test
    void a_file_without_end_is_stopped_at_a_size() throws Exception {
        var small = new Agent(workspace.commandFileSize(1_000_000));

        var result = small.run("exec yes > big");

        assertThat(result.text()).startsWith("exit code 153, for a file would have grown beyond 1.0 MB");
        assertThat(temporary.resolve("big")).hasSize(1_000_448);
    }

    @Test
    void an_interrupt_ends_the_command_with_its_children() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                agent.call("run_command", "command", "(" + TICKS + ") & " + TICKS, "timeout_seconds", 4);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        await().until(() -> Files.exists(temporary.resolve("ticks")));
        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertSilent("ticks");
    }

    @Test
    void a_cancelled_session_ends_the_command() throws Exception {
        var cancellation = new Cancellation();
        var context = new ToolContext("s", "s:1", cancellation);
        var begun = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            await().until(() -> Files.exists(temporary.resolve("ticks")));
            cancellation.request("enough");
            begun.countDown();
        });

        assertThatThrownBy(() -> agent.call(context, "run_command", "command", TICKS, "timeout_seconds", 4))
                .isInstanceOf(InterruptedException.class);

        assertThat(begun.await(5, SECONDS)).isTrue();
        assertSilent("ticks");
    }

    @Test
    void a_model_cannot_ask_for_more_time_than_there_is() throws Exception {
        assertThat(agent.call("run_command", "command", "true", "timeout_seconds", 6)
                        .text())
                .contains("give 1 to 5");
        assertThat(agent.call("run_command", "command", "true", "timeout_seconds", 0)
                        .isError())
                .isTrue();
        assertThat(agent.call("run_command", "command", "true", "timeout_seconds", 2_000_000_000)
                        .isError())
                .isTrue();
    }

    @Test
    void a_command_that_is_none_is_refused() throws Exception {
        assertThat(agent.run("  \n").isError()).isTrue();
        assertThat(agent.run("echo a\0b").isError()).isTrue();
        assertThat(agent.run("echo " + "x".repeat(200_000)).isError()).isTrue();
    }

    @Test
    void a_core_is_not_dumped() throws Exception {
        agent.run("kill -ABRT $$");
        assertThat(agent.call("list_files").text()).isEqualTo("(no files)");
    }

    @Test
    void a_folder_that_was_left_is_not_where_the_next_command_begins() throws Exception {
        agent.run("cd /");
        assertThat(agent.run("pwd").text()).endsWith(temporary.toRealPath() + "\n");
    }
}
