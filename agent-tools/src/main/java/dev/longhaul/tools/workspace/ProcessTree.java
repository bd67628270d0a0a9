package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all that came of it, found in three ways: its group, if it leads one; its children and theirs, whenever
 * somebody looked; and on Linux whoever has its mark in the environment. Only a process that leaves the group, loses its
 * parent between two looks and clears its environment is not found. For one thread.
 */
final class ProcessTree {

    /** The environment variable that is the mark. */
    static final String MARK = "LONGHAUL_CALL";

    private static final int ROUNDS = 20;
    private static final long BETWEEN_ROUNDS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Path PROC = Path.of("/proc");

    private final Process process;
    private final String mark;
    private final boolean isGroup;
    private final Set<ProcessHandle> seen = new HashSet<>();

    ProcessTree(Process process, String mark, boolean isGroup) {
        this.process = process;
        this.mark = MARK + "=" + mark;
        this.isGroup = isGroup;
    }

    /** Looks who is there, and says how many. */
    int look() {
        seen.removeIf(handle -> !handle.isAlive());
        process.descendants().forEach(seen::add);
        return seen.size();
    }

    /**
     * Kills all of them at once, and does not return before they are gone or have been tried often. An interrupt does not stop
     * it.
     *
     * @return how many there were beside the first
     */
    int end() {
        boolean wasInterrupted = Thread.interrupted();
        try {
            look();
            int others = marked().size();
            for (int round = 0; round < ROUNDS; round++) {
                killGroup();
                process.destroyForcibly();
                seen.forEach(ProcessHandle::destroyForcibly);
                var left = marked();
                left.forEach(ProcessHandle::destroyForcibly);
                if (left.isEmpty() && !process.isAlive()) {
                    break;
                }
                LockSupport.parkNanos(BETWEEN_ROUNDS);
            }
            return others;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** No member can fork its way out of this: the system signals the group as a whole. */
    private void killGroup() {
        if (!isGroup) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -KILL -\"$1\"", "sh", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // The others ways are left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> marked() {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != process.pid())
                .filter(this::isMarked)
                .toList();
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
