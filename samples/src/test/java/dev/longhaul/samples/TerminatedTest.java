package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end, as a machine does that is shut down or a container that is stopped. */
class TerminatedTest {

    @TempDir
    Path home;

    @Test
    void a_session_that_is_terminated_is_cancelled_says_what_it_has_and_can_be_gone_on_with() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "there is no SIGTERM here");
        try (var process = AgentProcess.start(home, List.of("demo", "--session=s", "--tickets=30", "--json"))) {
            assertThat(process.prints("turn   3")).isTrue();
            process.terminate();
            assertThat(process.prints("go on with: ./agent resume s")).isTrue();
            assertThat(process.prints("\"outcome\":\"cancelled\"")).isTrue();
            assertThat(process.end()).isEqualTo(128 + 15);
        }
        assertThat(Shell.run(Map.of("AGENT_HOME", home.toString()), "resume", "s")
                        .out())
                .contains("30 of 30 completed, each exactly once");
    }
}
