package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.Json;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.samples.support.SupportBrain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The support agent as its user runs it: files in, files out, a server somewhere. */
class SupportCommandTest {

    private static final int TICKETS = 30;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() {
        var data = new DemoData(7);
        DemoData.writeQueue(data.tickets(TICKETS), folder.resolve("queue.json"));
        DemoData.writeKnowledge(data.knowledge(38_000, 42_000), folder.resolve("knowledge.json"));
    }

    private Shell support(String... more) {
        return support(Map.of(), more);
    }

    private Shell support(Map<String, String> environment, String... more) {
        var arguments = new ArrayList<>(List.of("support", "--json"));
        addUnlessGiven(arguments, more, "--queue", folder.resolve("queue.json"));
        addUnlessGiven(arguments, more, "--knowledge", folder.resolve("knowledge.json"));
        addUnlessGiven(arguments, more, "--out", folder.resolve("out.json"));
        arguments.addAll(List.of(more));
        return Shell.run(environment, arguments.toArray(String[]::new));
    }

    private static void addUnlessGiven(List<String> arguments, String[] given, String option, Path value) {
        if (!List.of(given).contains(option)) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    private static MessagesEmulator server(FaultPlan faults) {
        return MessagesEmulator.builder()
                .brain(new SupportBrain())
                .faults(faults)
                .start();
    }

    @Test
    void thirtyTicketsWithLongArticlesAreCompletedOnceAndTheLedgersAgree() throws IOException {
        try (var server = server(FaultPlan.none())) {
            var run = support("--base-url", server.uri().toString(), "--compact-at", "50000");

            assertThat(run.exit()).isZero();
            var done = Json.parse(Files.readString(folder.resolve("out.json"))).tree();
            assertThat(done)
                    .hasSize(TICKETS)
                    .allMatch(ticket -> ticket.path("completions").asInt() == 1);
            assertThat(run.json().at("/compactions/accepted").asInt()).isGreaterThan(3);
            assertUsageEquals(run, server);
        }
    }

    @Test
    void aServerThatFailsInEveryWayItMayStillGetsItsTicketsDone() throws IOException {
        var faults = FaultPlan.builder()
                .at(2, Fault.status(529))
                .at(4, Fault.status(429, 0))
                .at(9, Fault.unknownBlock())
                .atCompaction(1, Fault.nullSummary())
                .atCompaction(3, Fault.unknownFields())
                .build();
        try (var server = server(faults)) {
            var run = support("--base-url", server.uri().toString(), "--compact-at", "50000");

            assertThat(run.exit()).isZero();
            assertThat(Json.parse(Files.readString(folder.resolve("out.json"))).tree())
                    .hasSize(TICKETS);
            assertThat(run.json().at("/compactions/failed").asInt()).isEqualTo(1);
            assertUsageEquals(run, server);
        }
    }

    private static void assertUsageEquals(Shell run, MessagesEmulator server) {
        var billed = server.ledger().totals();
        var usage = run.json().path("usage");
        assertThat(usage.path("input").asLong()).isEqualTo(billed.input());
        assertThat(usage.path("output").asLong()).isEqualTo(billed.output());
        assertThat(usage.path("cacheWrite").asLong()).isEqualTo(billed.cacheWrite());
        assertThat(usage.path("cacheRead").asLong()).isEqualTo(billed.cacheRead());
        assertThat(usage.path("unknown").asLong()).isZero();
    }

    private static void assertOneLine(Shell run, int exit, String... words) {
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err().lines().filter(line -> line.startsWith("agent: ")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(words));
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void badInputIsAnsweredWithOneLineThatNamesTheThingAndTheFix() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "[{\"id\": 1,");
        // A file is cut to what may be pinned of it; words are pinned whole.
        var rules = "rule ".repeat(60_000);

        assertOneLine(support("--queue", "no-such.json"), 2, "no-such.json", "does not exist", "check the path");
        assertOneLine(support("--queue", broken.toString()), 2, "not valid JSON at line 1", "mend it");
        assertOneLine(support("--nonsense"), 2, "--nonsense", "--help");
        assertOneLine(support("--compact-at", "49999"), 2, "49,999", "the smallest trigger is 50,000");
        assertOneLine(
                support("--compact-at", "50000", "--pin", rules), 2, "pins (75,", "trigger is 50,000", "pin less");
        assertOneLine(support("--base-url", "localhost:80"), 2, "is no base URL", "http://");
    }

    @Test
    void aServerThatIsNotThereOrRefusesTheKeyFailsWithTheFix() {
        assertOneLine(support("--base-url", "http://127.0.0.1:1"), 1, "cannot reach", "--base-url");
        try (var server = MessagesEmulator.builder().requireKey("right").start()) {
            assertOneLine(
                    support(
                            Map.of("ANTHROPIC_API_KEY", "wrong"),
                            "--base-url",
                            server.uri().toString()),
                    1,
                    "401",
                    "ANTHROPIC_API_KEY");
        }
    }

    @Test
    void aStackTraceIsShownToWhoAsks() {
        assertThat(support("--queue", "no-such.json", "--debug").err()).contains("\tat dev.longhaul");
    }

    @Test
    void withNeitherKeyNorServerASimulatedModelAnswersAndSaysSo() {
        var run = support("--compact-at", "50000");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("SIMULATED");
    }
}
