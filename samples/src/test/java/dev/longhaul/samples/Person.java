package dev.longhaul.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Somebody at a terminal who answers each question that ends with {@code for later: } with the next answer. */
final class Person {

    private static final String QUESTION = "for later: ";

    private final Queue<String> answers;
    private final PipedOutputStream keys = new PipedOutputStream();
    private final PipedInputStream hands;

    Person(String... answers) throws IOException {
        this.answers = new ArrayDeque<>(List.of(answers));
        this.hands = new PipedInputStream(keys);
    }

    InputStream hands() {
        return hands;
    }

    synchronized int answersLeft() {
        return answers.size();
    }

    ByteArrayOutputStream eyes() {
        return new ByteArrayOutputStream() {
            @Override
            public synchronized void flush() throws IOException {
                if (toString(StandardCharsets.UTF_8).endsWith(QUESTION)) {
                    type(answers.remove());
                    // So that one question is answered once, however often it is flushed.
                    write('\n');
                }
            }
        };
    }

    private synchronized void type(String answer) throws IOException {
        keys.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }
}
