package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cli.AgentCommand;
import dev.longhaul.cli.ModelSource;
import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.SessionRun;
import dev.longhaul.cli.Terminal;
import dev.longhaul.emulator.EchoBrain;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.session.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that judges what came of its session says one thing: on the screen, in the result, by its exit code. */
class JudgedRunTest {

    @TempDir
    Path home;

    @Command(name = "judged")
    static final class Judged implements Callable<Integer> {

        private final Terminal terminal;
        private final SessionRun.Judge judge;

        @Mixin
        private RunOptions options = new RunOptions();

        Judged(Terminal terminal, SessionRun.Judge judge) {
            this.terminal = terminal;
            this.judge = judge;
        }

        @Override
        public Integer call() throws Exception {
            try (var source = ModelSource.simulatedUnlessGiven(
                    options, terminal.environment(), EchoBrain::new, FaultPlan.none())) {
                return new SessionRun(options, source, terminal)
                        .run(judge, AgentRunner.builder().system("Answer."), "Say hello.", "judged");
            }
        }
    }

    private Shell run(SessionRun.Judge judge) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("AGENT_HOME", home.toString()));
        var commands = AgentCommand.commandLine(Map.of("auto", EchoBrain::new), terminal)
                .addSubcommand(new Judged(terminal, judge));
        int exit = AgentCommand.execute(commands, terminal, "judged", "--json");
        return new Shell(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void assertFailedOnce(Shell run, String detail) {
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.json().path("outcome").asText()).isEqualTo("failed");
        assertThat(run.err()).contains("agent: " + detail);
    }

    @Test
    void what_the_judge_makes_of_it_is_printed_and_is_the_exit_code() {
        var run = run(outcome -> new Outcome.Failed(outcome.report(), "tests_failed", "two of three fail"));
        assertFailedOnce(run, "two of three fail");
        assertThat(run.json().path("reason").asText()).isEqualTo("tests_failed");
    }

    @Test
    void a_judge_that_cannot_judge_makes_it_fail_with_one_object_all_the_same() {
        assertFailedOnce(
                run(outcome -> {
                    throw new IllegalStateException("the tests cannot be run");
                }),
                "the tests cannot be run");
    }
}
