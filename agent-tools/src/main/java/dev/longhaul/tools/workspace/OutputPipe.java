package dev.longhaul.tools.workspace;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A named pipe a command writes to, read without ever waiting.
 *
 * <p>Java's own pipes are read to their end by the thread that notices that the process is gone: a child left behind that
 * writes on and on would fill the memory. Here it fills a pipe that is closed. Needs {@code mkfifo}, as every POSIX system has.
 */
final class OutputPipe implements Closeable {

    private final Path folder;
    private final RandomAccessFile pipe;
    private final FileInputStream in;
    private final byte[] buffer = new byte[65_536];

    private OutputPipe(Path folder, RandomAccessFile pipe) throws IOException {
        this.folder = folder;
        this.pipe = pipe;
        this.in = new FileInputStream(pipe.getFD());
    }

    static OutputPipe open() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("longhaul-command-");
        var file = folder.resolve("output");
        try {
            var made = new ProcessBuilder("mkfifo", "-m", "600", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!made.waitFor(10, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IOException("mkfifo could not make a pipe in " + folder);
            }
            // Open for both, or it would wait for somebody to write.
            return new OutputPipe(folder, new RandomAccessFile(file.toFile(), "rw"));
        } catch (IOException | InterruptedException e) {
            delete(folder);
            throw e;
        }
    }

    ProcessBuilder.Redirect end() {
        return ProcessBuilder.Redirect.to(folder.resolve("output").toFile());
    }

    /** Takes its name away; both ends stay open, and a crash leaves nothing behind. */
    void unlink() throws IOException {
        delete(folder);
    }

    /** Takes what is there by now; at most as much as was there when it began. Says whether there was anything. */
    boolean drainTo(KeptOutput output) throws IOException {
        int there = in.available();
        int rest = there;
        while (rest > 0) {
            int count = in.read(buffer, 0, Math.min(rest, buffer.length));
            if (count <= 0) {
                break;
            }
            output.add(buffer, count);
            rest -= count;
        }
        return there > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
        pipe.close();
        unlink();
    }

    private static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("output"));
        Files.deleteIfExists(folder);
    }
}
