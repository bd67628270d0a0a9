package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One command of {@code sh} in the workspace's root, from its start until all that came of it is gone. */
record Command(Path root, CommandOptions options, Duration timeout) {

    private static final int PROCESSES_PER_USER = 8_192;
    private static final int BLOCK = 512;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Looking takes a tenth of the time at most. */
    private static final int LOOK_SHARE = 10;

    private static final int LONGEST_PAUSE_MS = 20;
    private static final int LAST_DRAINS = 100;

    /**
     * It waits for the word, so that nothing runs that the killer does not know of yet. The limits hold for all that the command
     * starts. Not every shell knows each; dash says -p where others say -u.
     */
    private static final String LIMITED = """
            read go || exit
            ulimit -c 0 2>/dev/null
            ulimit -f "$2" 2>/dev/null
            { ulimit -u "$3" || ulimit -p "$3"; } 2>/dev/null
            exec sh -c "$1" </dev/null
            """;

    enum End {
        EXITED,
        TIMED_OUT,
        TOO_MANY_PROCESSES
    }

    /**
     * How it went.
     *
     * @param code the exit code; 128 and more for a signal
     * @param leftBehind processes that were running when the command was over
     */
    record Outcome(End end, int code, Duration took, String output, int leftBehind) {}

    /**
     * Runs it.
     *
     * @throws InterruptedException if its thread was interrupted or {@code isCancelled}; all is killed by then
     */
    Outcome run(String text, BooleanSupplier isCancelled) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var output = new KeptOutput(options.outputBytes());
        try (var pipe = OutputPipe.open()) {
            var setsid = program("setsid");
            var killer = setsid.isPresent() ? GroupKiller.start() : null;
            var mark = UUID.randomUUID().toString();
            var process = start(text, pipe, setsid, mark, killer);
            End end;
            int leftBehind;
            try (var tree = new ProcessTree(process, mark, killer)) {
                pipe.unlink();
                end = await(process, tree, pipe, output, isCancelled);
                leftBehind = end == End.EXITED ? tree.look() : 0;
            }
            for (int i = 0; i < LAST_DRAINS && pipe.drainTo(output); i++) {}
            int code = process.isAlive() ? -1 : process.exitValue();
            return new Outcome(end, code, Duration.ofNanos(System.nanoTime() - began), output.text(), leftBehind);
        }
    }

    private Process start(
            String text, OutputPipe pipe, Optional<Path> setsid, String mark, @Nullable GroupKiller killer)
            throws IOException {
        var words = new ArrayList<String>();
        setsid.ifPresent(path -> words.add(path.toString()));
        words.addAll(List.of("sh", "-c", LIMITED, "sh", text));
        words.add(Long.toString(Math.ceilDiv(options.fileBytes(), BLOCK)));
        words.add(Integer.toString(PROCESSES_PER_USER));
        var builder = new ProcessBuilder(words)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(pipe.end());
        builder.environment().clear();
        builder.environment().putAll(options.environment().forCommand());
        builder.environment().put(ProcessTree.MARK, mark);
        return started(builder, killer);
    }

    private static Process started(ProcessBuilder builder, @Nullable GroupKiller killer) throws IOException {
        try {
            var process = builder.start();
            if (killer != null) {
                killer.watch(process.pid());
            }
            try (var in = process.getOutputStream()) {
                in.write('\n');
            }
            return process;
        } catch (IOException e) {
            if (killer != null) {
                killer.close();
            }
            throw e;
        }
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private End await(
            Process process, ProcessTree tree, OutputPipe pipe, KeptOutput output, BooleanSupplier isCancelled)
            throws IOException, InterruptedException {
        var limit = TimeLimit.of(timeout);
        var nextLook = TimeLimit.of(BETWEEN_LOOKS);
        for (int pause = 1; process.isAlive(); ) {
            if (Thread.interrupted() || isCancelled.getAsBoolean()) {
                throw new InterruptedException();
            }
            if (limit.isReached()) {
                return End.TIMED_OUT;
            }
            if (nextLook.isReached()) {
                long began = System.nanoTime();
                if (tree.look() > options.processes()) {
                    return End.TOO_MANY_PROCESSES;
                }
                nextLook = TimeLimit.of(BETWEEN_LOOKS.plusNanos(LOOK_SHARE * (System.nanoTime() - began)));
            }
            pause = pipe.drainTo(output) ? 1 : Math.min(2 * pause, LONGEST_PAUSE_MS);
            process.waitFor(pause, TimeUnit.MILLISECONDS);
        }
        return End.EXITED;
    }
}
