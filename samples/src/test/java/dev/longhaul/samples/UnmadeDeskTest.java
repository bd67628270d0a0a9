package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cli.RunOptions;
import dev.longhaul.cli.Terminal;
import dev.longhaul.samples.support.DemoData;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnmadeDeskTest {

    @TempDir
    Path home;

    @Test
    void of_a_desk_that_cannot_be_made_nothing_is_left() {
        var nowhere = new PrintStream(PrintStream.nullOutputStream());
        var terminal =
                new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Map.of("AGENT_HOME", home.toString()));
        var data = new DemoData(7);
        var ticket = data.tickets(1).getFirst();
        var twice = new DeskOfSession.Opening(List.of(ticket, ticket), data.knowledge());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeskOfSession(new RunOptions(), terminal).run(() -> twice, desk -> 0))
                .withMessageContaining("cannot be used");
        assertThat(home.resolve("files")).isEmptyDirectory();
    }
}
