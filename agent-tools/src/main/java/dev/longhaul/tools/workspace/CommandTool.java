package dev.longhaul.tools.workspace;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.tool.ToolContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs commands. They can do what the user can do: what bounds them is a person's consent, rules, and limits. */
final class CommandTool {

    private static final int MOST_CHARS = 100_000;
    private static final int FILE_TOO_LARGE = 128 + 25;

    private final Path root;
    private final CommandOptions options;

    CommandTool(Path root, CommandOptions options) {
        this.root = root;
        this.options = options;
    }

    @Tool(
            name = "run_command",
            value =
                    "Runs a command with sh in the workspace's root and answers with exit code and output (standard output"
                            + " and error together). It has no input and no terminal, and ends with all processes it started: nothing"
                            + " stays in the background. Each call starts anew, in the root.")
    String run(
            @P(name = "command", value = "such as mvn -q test") String command,
            @P(name = "timeout_seconds", value = "when to give up; left out, the usual limit holds", required = false)
                    @Nullable
                    Integer timeoutSeconds,
            ToolContext context)
            throws IOException, WorkspaceException, InterruptedException {
        check(command);
        var timeout = timeout(timeoutSeconds);
        var outcome = new Command(root, options, timeout)
                .run(command, () -> context.cancellation().isRequested());
        return switch (outcome.end()) {
            case EXITED -> exited(outcome);
            case TIMED_OUT ->
                throw new WorkspaceException(
                        ("The command was ended after %s, with all it had started: run less at once, or give"
                                        + " timeout_seconds, at most %d.\n%s")
                                .formatted(
                                        seconds(timeout),
                                        options.longestTimeout().toSeconds(),
                                        output(outcome)));
            case TOO_MANY_PROCESSES ->
                throw new WorkspaceException(
                        "The command was ended, for it had more than %d processes at once: run fewer side by side.\n%s"
                                .formatted(options.processes(), output(outcome)));
        };
    }

    private void check(String command) throws WorkspaceException {
        if (command.isBlank()) {
            throw new WorkspaceException("the command is empty: give one for sh");
        }
        if (command.length() > MOST_CHARS || command.indexOf('\0') >= 0) {
            throw new WorkspaceException(
                    "the command is too long or holds a NUL: write a script with write_file, and run that");
        }
        options.rules().check(command);
    }

    private Duration timeout(@Nullable Integer seconds) throws WorkspaceException {
        if (seconds == null) {
            return options.timeout();
        }
        long most = options.longestTimeout().toSeconds();
        if (seconds < 1 || seconds > most) {
            throw new WorkspaceException(
                    "timeout_seconds is %d: give 1 to %d, or leave it out".formatted(seconds, most));
        }
        return Duration.ofSeconds(seconds);
    }

    private String exited(Command.Outcome outcome) {
        var why = outcome.code() == FILE_TOO_LARGE
                ? ", for a file would have grown beyond " + WorkspaceException.size(options.fileBytes())
                : "";
        var left = outcome.leftBehind() == 0
                ? ""
                : "\n[processes that it left running were ended: " + outcome.leftBehind() + "]";
        return "exit code %d%s, after %s\n%s%s"
                .formatted(outcome.code(), why, seconds(outcome.took()), output(outcome), left);
    }

    private static String output(Command.Outcome outcome) {
        return outcome.output().isEmpty() ? "(no output)" : outcome.output();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
