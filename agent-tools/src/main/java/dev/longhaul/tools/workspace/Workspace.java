package dev.longhaul.tools.workspace;

import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tools.AnnotatedTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder a coding agent works in, and the tools it does so with: {@code list_files}, {@code read_file}, {@code write_file},
 * {@code edit_file}, {@code search_files} and {@code run_command}. Immutable and thread-safe: each method that sets something
 * returns another workspace.
 *
 * <p><b>What holds for the file tools.</b> No path, link or race leads them out of the root: on Linux and macOS each folder is
 * opened by the descriptor of the one above it, and no link is followed by the system; a link that leads to a place inside is
 * walked anew. They read and write regular files only, write a file as a whole or not at all, and write nothing of git's own.
 *
 * <p><b>What does not.</b> A hard link cannot be told from a file, so a file outside that has one inside can be read; it is
 * not changed, as writing makes a new file. What is mounted inside counts as inside. Where a file is swapped for a pipe in the
 * moment between look and opening, the call waits until its time is up. On file systems without descriptors (Windows) a link
 * that is swapped in and out again within a step is not noticed.
 *
 * <p><b>Commands are not confined.</b> They run as the user and can do what the user can, which includes reading other files
 * and, through {@code /proc}, the environment of this process. What stands before that is a person's consent, which each
 * command needs unless {@link #withoutApproval} was called; use a container or a user of its own where that is not enough.
 * Bounded are their time, processes, files and output; they end with all they started, and their environment holds no secrets.
 */
public final class Workspace {

    private static final Duration FILES = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(30);

    private final Path root;
    private final CommandOptions commands;
    private final Duration searchTimeout;
    private final boolean needsApproval;
    private final @Nullable FileHistory history;

    private Workspace(
            Path root,
            CommandOptions commands,
            Duration searchTimeout,
            boolean needsApproval,
            @Nullable FileHistory history) {
        this.root = root;
        this.commands = commands;
        this.searchTimeout = searchTimeout;
        this.needsApproval = needsApproval;
        this.history = history;
    }

    /**
     * The workspace in a folder.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    public static Workspace at(Path root) {
        try {
            var real = root.toRealPath();
            if (Files.isDirectory(real) && real.getParent() != null) {
                return new Workspace(real, CommandOptions.standard(), Duration.ofSeconds(10), true, null);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the workspace " + root + " cannot be opened: make the folder first", e);
        }
        throw new IllegalArgumentException(
                "the workspace " + root + " is not a folder below another: give one that is");
    }

    /**
     * Writes each change of a file down before it is made, so that it can be undone, and so that an edit that was interrupted
     * by a crash is not made twice.
     *
     * @throws IllegalArgumentException if the history lies in the workspace, where the agent could change it
     */
    public Workspace history(FileHistory changes) {
        if (changes.folder().startsWith(root)) {
            throw new IllegalArgumentException(
                    "the file history " + changes.folder() + " lies in the workspace: give a folder outside of it");
        }
        return new Workspace(root, commands, searchTimeout, needsApproval, changes);
    }

    /** How long a command may take unless the model asks for another time; two minutes if not set. */
    public Workspace commandTimeout(Duration time) {
        return with(commands.timeout(time));
    }

    /** How many bytes of a command's output are shown, half of them from its beginning, half from its end; 32,000 if not set. */
    public Workspace commandOutput(int bytes) {
        return with(commands.outputBytes(bytes));
    }

    /** How many processes a command may have at once; 512 if not set. One that has more is ended, some 100 ms later. */
    public Workspace commandProcesses(int most) {
        return with(commands.processes(most));
    }

    /** How large a file may grow by a command, in bytes; a gigabyte if not set. */
    public Workspace commandFileSize(long bytes) {
        return with(commands.fileBytes(bytes));
    }

    /**
     * Lets only these commands run, given by their first words, such as {@code "mvn"} or {@code "git status"}. A command line
     * may then join several of them, but hold no substitution, variable or redirection.
     */
    public Workspace allowCommands(String... firstWords) {
        return with(commands.rules(commands.rules().allow(firstWords)));
    }

    /**
     * Refuses command lines in which these words stand, such as {@code "git push"}. A rail against mistakes, no wall: a shell has
     * many ways to say the same.
     */
    public Workspace denyCommands(String... words) {
        return with(commands.rules(commands.rules().deny(words)));
    }

    /**
     * Passes these environment variables to commands, besides the usual ones, unless their value looks like a secret.
     *
     * @throws IllegalArgumentException if a name looks like that of a secret
     */
    public Workspace passEnvironment(String... names) {
        return with(commands.passing(Set.of(names)));
    }

    /** Takes this for the environment instead of the process's own: what commands get comes from it, its secrets are hidden. */
    public Workspace environment(Map<String, String> variables) {
        return with(commands.environment(variables));
    }

    /** How long a search may take; ten seconds if not set. */
    public Workspace searchTimeout(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a time limit of " + time + " lets nothing be found: give more than 0");
        }
        return new Workspace(root, commands, time, needsApproval, history);
    }

    /** Lets the agent write and run commands without asking. For demos, and where the machine itself is the fence. */
    public Workspace withoutApproval() {
        return new Workspace(root, commands, searchTimeout, false, history);
    }

    private Workspace with(CommandOptions others) {
        return new Workspace(root, others, searchTimeout, needsApproval, history);
    }

    /** Its real path. */
    public Path root() {
        return root;
    }

    /** The six tools, in order of their names. */
    public List<Tool> tools() {
        var tree = Tree.of(root);
        var writer = new FileWriter(tree, history);
        var secrets = new Secrets(commands.environment().outer());
        var objects = new Object[] {
            new FileTools(tree, writer),
            new ListTool(tree),
            new SearchTool(tree, searchTimeout),
            new CommandTool(root, commands)
        };
        return AnnotatedTools.of(objects).stream()
                .<Tool>map(tool -> new WorkspaceTool(tool, policy(tool.spec().name()), secrets))
                .toList();
    }

    /**
     * Runs a command in the root as {@code run_command} does, with its environment and its limits, but without asking and whatever its
     * words. For code that checks what an agent did: what the agent wrote runs no freer here than it did there.
     *
     * @return its exit code, 128 and more for a signal; empty if it was ended at a limit
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread was interrupted; all that the command started is killed by then
     */
    public OptionalInt run(String command) throws IOException, InterruptedException {
        var outcome = new Command(root, commands, commands.timeout()).run(command, () -> false);
        return outcome.end() == Command.End.EXITED ? OptionalInt.of(outcome.code()) : OptionalInt.empty();
    }

    /** Writing the same again changes nothing. Editing again does, unless the history knows that it was done. */
    private CallPolicy policy(String tool) {
        var changing = CallPolicy.DEFAULT
                .approval(needsApproval ? Approval.ALWAYS : Approval.NEVER)
                .alone();
        return switch (tool) {
            case "run_command" ->
                changing.rerun(Rerun.FAIL).timeout(commands.longestTimeout().plus(TO_END));
            case "edit_file" ->
                changing.rerun(history == null ? Rerun.FAIL : Rerun.RERUN).timeout(FILES);
            case "write_file" -> changing.timeout(FILES);
            default -> CallPolicy.DEFAULT.timeout(FILES);
        };
    }

    /**
     * The files with rules for agents, {@code AGENTS.md} and {@code CLAUDE.md}, that stand right in the root: real paths,
     * each once, fit for {@link dev.longhaul.compaction.Pin#file(Path)}.
     */
    public List<Path> rulesFiles() {
        return RulesFiles.in(Tree.of(root));
    }
}
