package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UntilNobodyReadsTest {

    private final AtomicInteger writes = new AtomicInteger();

    private PrintStream failing(String message) {
        return failing(message, false);
    }

    private PrintStream failing(String message, boolean isPipe) {
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                writes.incrementAndGet();
                throw new IOException(message);
            }
        };
        return new PrintStream(new UntilNobodyReads(broken, () -> isPipe), true, StandardCharsets.UTF_8);
    }

    @Test
    void a_reader_that_went_away_is_no_error_and_is_written_to_no_more() {
        var out = failing("Broken pipe");
        out.println("one");
        out.println("two");
        assertThat(out.checkError()).isFalse();
        assertThat(writes).hasValue(1);
    }

    @Test
    void that_is_so_in_any_language() {
        var german = failing("Datenübergabe unterbrochen (broken pipe)");
        german.println("one");
        assertThat(german.checkError()).isFalse();
        var spanish = failing("Tubería rota", true);
        spanish.println("one");
        assertThat(spanish.checkError()).isFalse();
    }

    @Test
    void a_full_disk_is_an_error() {
        var out = failing("No space left on device");
        out.println("one");
        assertThat(out.checkError()).isTrue();
    }
}
