package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's code runs, and its table of faults is what the parser takes. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path THIS = Path.of("src/test/java/dev/longhaul/emulator/ReadmeTest.java");

    @Test
    void embedding() throws Exception {
        // begin
        FaultPlan faults = FaultPlan.builder()
                .at(2, Fault.status(529, 1)) // the 2nd model call: overloaded, retry-after 1 s
                .atCompaction(1, Fault.nullSummary()) // the 1st compaction: no summary, billed all the same
                .build();
        Brain brain = new EchoBrain(); // or your own: visible context -> answer
        try (MessagesEmulator emulator =
                MessagesEmulator.builder().brain(brain).faults(faults).start()) {
            Totals counted = runMyAgent(emulator.uri().toString());
            assertThat(counted).isEqualTo(emulator.ledger().totals());
            assertThat(emulator.requests()).noneMatch(request -> request.status() == 400);
        }
        // end
    }

    @Test
    void theCodeInTheReadmeIsTheCodeAbove() throws IOException {
        String code = Files.readString(THIS)
                .lines()
                .dropWhile(line -> !line.strip().equals("// begin"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .collect(Collectors.joining("\n"))
                .stripIndent();
        assertThat(Files.readString(README)).contains(code);
    }

    @Test
    void everyFaultOfTheTableIsTaken() throws IOException {
        List<String> names = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|", -1)[1])
                        .results())
                .map(match -> match.group(1).replaceFirst(" .*", ""))
                .filter(name -> !name.equals("WHAT"))
                .toList();
        assertThat(names).hasSizeGreaterThan(16);
        assertThat(FaultPlan.parse(names.stream().map("always:"::concat).toList())
                        .at(1))
                .hasSameSizeAs(names);
    }

    /** A very small agent: one turn, tried until it is answered. */
    private static Totals runMyAgent(String baseUrl) throws IOException, InterruptedException {
        Client client = new Client(baseUrl);
        Totals counted = Totals.ZERO;
        for (int i = 0; i < 3; i++) {
            Reply reply = client.send(saying("Hello.").build());
            counted = counted.plus(PromptCacheTest.totals(reply.usage()));
        }
        return counted;
    }
}
