package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that goes to a full disk. */
class UnwrittenOutputTest {

    @TempDir
    Path home;

    @Test
    void half_of_an_export_does_not_pass_for_one() {
        var environment = Map.of("AGENT_HOME", home.toString());
        assertThat(Shell.run(environment, "demo", "--session=s").exit()).isZero();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var err = new ByteArrayOutputStream();

        int exit = Main.run(
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintStream(full, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment),
                "export",
                "s");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not all of the output could be written");
    }
}
