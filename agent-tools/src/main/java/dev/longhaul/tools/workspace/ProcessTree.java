package dev.longhaul.tools.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process and all that came of it, found in three ways: its group, if it leads one; its children and theirs, whenever
 * somebody looked; and on Linux whoever has its mark in the environment. A process is lost only if it leaves the group, loses
 * its parent between two looks, and clears its environment. For one thread.
 */
final class ProcessTree implements Closeable {

    /** The environment variable that is the mark. */
    static final String MARK = "LONGHAUL_CALL";

    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final long BETWEEN_ROUNDS = Duration.ofMillis(5).toNanos();
    private static final Path PROC = Path.of("/proc");

    private final Process process;
    private final String mark;
    private final @Nullable GroupKiller killer;
    private final Set<ProcessHandle> seen = new HashSet<>();

    /** Takes the killer of the group that the process leads; null if it leads none. */
    ProcessTree(Process process, String mark, @Nullable GroupKiller killer) {
        this.process = process;
        this.mark = MARK + "=" + mark;
        this.killer = killer;
    }

    /** Looks who is there beside the first, and says how many. */
    int look() {
        seen.removeIf(handle -> !handle.isAlive());
        process.descendants().forEach(seen::add);
        seen.addAll(marked());
        return seen.size();
    }

    /** Kills all of them. Returns when none is left, or gives up after five seconds; an interrupt does not stop it. */
    @Override
    public void close() throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try (killer) {
            killGroup();
            process.descendants().forEach(seen::add);
            process.destroyForcibly();
            seen.forEach(ProcessHandle::destroyForcibly);
            killMarked(TimeLimit.of(LONGEST_END));
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void killGroup() {
        if (killer != null) {
            killer.kill();
        }
    }

    /** Each round finds what was started while the one before was at work. */
    private void killMarked(TimeLimit limit) {
        for (var left = marked(); !limit.isReached() && (!left.isEmpty() || process.isAlive()); left = marked()) {
            left.forEach(ProcessHandle::destroyForcibly);
            killGroup();
            LockSupport.parkNanos(BETWEEN_ROUNDS);
        }
    }

    private Set<ProcessHandle> marked() {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != process.pid())
                .filter(this::isMarked)
                .collect(Collectors.toSet());
    }

    private boolean isMarked(ProcessHandle handle) {
        try {
            var environment =
                    Files.readAllBytes(PROC.resolve(Long.toString(handle.pid())).resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            // Gone, somebody else's, or no Linux.
            return false;
        }
    }
}
