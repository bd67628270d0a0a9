package dev.longhaul.tools.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A small process that kills a group of processes when told to, or when we are gone. It is there beforehand, so that it need
 * not compete for its start with a thousand others; and if this program dies, nobody is left to tell it, which is an order too.
 */
final class GroupKiller implements Closeable {

    /** Signals to a whole terminal, such as Ctrl-C, are not for it. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            read group || exit
            while read order; do kill -KILL "-$group"; echo killed; done
            kill -KILL "-$group"
            """;

    private static final Duration LONGEST_KILL = Duration.ofSeconds(2);
    private static final long BETWEEN_LOOKS = Duration.ofNanos(500_000).toNanos();

    private final Process process;

    private GroupKiller(Process process) {
        this.process = process;
    }

    static GroupKiller start() throws IOException {
        var builder = new ProcessBuilder("sh", "-c", SCRIPT).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return new GroupKiller(builder.start());
    }

    void watch(long group) {
        tell(Long.toString(group));
    }

    /** Returns when all in the group have got the signal. None can fork its way out: it is for the group as a whole. */
    void kill() {
        tell("kill");
        var limit = TimeLimit.of(LONGEST_KILL);
        try {
            // Never wait for what a command may have stopped.
            while (process.getInputStream().available() == 0 && process.isAlive() && !limit.isReached()) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            process.getInputStream().skipNBytes(process.getInputStream().available());
        } catch (IOException e) {
            // It was killed itself; others look for what is left.
        }
    }

    private void tell(String line) {
        try {
            var out = process.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // It was killed itself.
        }
    }

    /** Our silence is its last order. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
