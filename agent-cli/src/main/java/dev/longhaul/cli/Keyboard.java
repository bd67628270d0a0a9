package dev.longhaul.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * What a person types, a line at a time. A read of standard input cannot be interrupted, so a thread of its own reads, a
 * line whenever one is wanted, and waiting for it can be given up. For one caller at a time.
 */
final class Keyboard {

    private final InputStream in;
    private final Thread reader;
    private final Semaphore wanted = new Semaphore(0);
    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private boolean isReading;
    private boolean isClosed;

    /** @param threads must give daemons: it may be that nobody ever types again */
    Keyboard(InputStream in, ThreadFactory threads) {
        this.in = in;
        this.reader = threads.newThread(this::readWhatIsWanted);
    }

    /** Forgets what was typed so far: it was no answer to what is asked next. */
    void forgetTyped() {
        isReading &= typed.isEmpty();
        typed.clear();
        try {
            in.skipNBytes(isReading ? 0 : in.available());
        } catch (IOException e) {
            isClosed = true;
        }
    }

    /**
     * The next line, once there is one.
     *
     * @return empty if there will be none: the input was closed
     */
    Optional<String> line() throws InterruptedException {
        if (isClosed) {
            return Optional.empty();
        }
        if (reader.getState() == Thread.State.NEW) {
            reader.start();
        }
        if (!isReading) {
            isReading = true;
            wanted.release();
        }
        var line = typed.take();
        isReading = false;
        isClosed = line.isEmpty();
        return line;
    }

    private void readWhatIsWanted() {
        while (true) {
            wanted.acquireUninterruptibly();
            typed.add(read());
        }
    }

    /** Byte by byte: what is behind the line stays where it can be forgotten. */
    private Optional<String> read() {
        var line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            return next < 0 && line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
