package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import org.junit.jupiter.api.Test;

/** A signed summary that is written beside the turns, over real HTTP. A page has about 7,000 tokens. */
class BackgroundOnTheWireTest {

    private static final Compaction POLICY = Compaction.onDemand(50_000).inBackground(0.6);

    private final Book book = new Book(30, 28_000);

    private Outcome run(MessagesEmulator emulator) throws InterruptedException {
        return run(emulator, 2);
    }

    private Outcome run(MessagesEmulator emulator, int turnsMeanwhile) throws InterruptedException {
        var model = Claude.of(ClaudeConfig.at(emulator.uri().toString()));
        try (var runner = AgentRunner.builder()
                .model(new SlowSummaries(model, turnsMeanwhile))
                .system("You read books.")
                .compaction(POLICY)
                .tools(book)
                .build()) {
            return runner.start(PageReader.TASK).await();
        }
    }

    private static MessagesEmulator emulator(FaultPlan faults) {
        return MessagesEmulator.builder().brain(new PageReader()).faults(faults).start();
    }

    @Test
    void theWorkOutlivesItsCompactionsAndTheLedgersAgree() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(emulator);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().accepted()).isGreaterThanOrEqualTo(4);
            assertThat(emulator.requests()).allMatch(request -> request.status() == 200);
            var theirs = emulator.ledger().totals();
            assertThat(outcome.report().ledger().billed().total()).isEqualTo(theirs.totalInput() + theirs.output());
            assertThat(outcome.report().ledger().compaction().cacheRead())
                    .as("the summary reads the cached prefix")
                    .isPositive();
        }
    }

    @Test
    void theSummaryIsAskedOfExactlyWhatWasSentBefore() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            run(emulator);

            var sent = Wire.of(emulator).work().requests().stream()
                    .map(Wire::messages)
                    .toList();
            assertThat(Wire.of(emulator).summaries().requests()).isNotEmpty().allSatisfy(summary -> assertThat(sent)
                    .contains(Wire.messages(summary)));
        }
    }

    @Test
    void theSwappedContextBeginsWithTheSignedBlockAndEndsAsItWas() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            run(emulator);

            var summary = Wire.of(emulator).summaries().requests().getFirst();
            var later = emulator.requests().stream()
                    .filter(request -> request.number() > summary.number())
                    .toList();
            var before = emulator.requests().get(summary.number() - 2);
            var swapped = later.getFirst();
            int closed = Wire.messages(summary).size();
            var kept =
                    Wire.messages(before).subList(closed, Wire.messages(before).size());
            var behind = Wire.messages(swapped);

            assertThat(Wire.types(behind.getFirst())).containsExactly("compaction");
            assertThat(behind.getFirst()
                            .path("content")
                            .path(0)
                            .path("signature")
                            .asText())
                    .isNotEmpty();
            assertThat(kept).hasSize(4);
            assertThat(behind.subList(1, 5)).isEqualTo(kept);
            assertThat(Wire.types(behind.getLast())).containsExactly("tool_result", "text");
            assertThat(later).allSatisfy(request -> assertThat(Wire.betas(request))
                    .singleElement()
                    .asString()
                    .contains("compact-2026-09-04"));
        }
    }

    @Test
    void aSummaryThatFailsOnTheWayIsPaidForAndTheWorkGoesOn() throws Exception {
        var faults = FaultPlan.builder()
                .atCompaction(1, Fault.emptySummary("refusal"))
                .atCompaction(2, Fault.status(400))
                .build();
        try (var emulator = emulator(faults)) {
            // A try that comes late leaves room for one turn.
            var outcome = run(emulator, 1);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().failed()).isEqualTo(1);
            assertThat(outcome.report().compactions().accepted()).isPositive();
            var theirs = emulator.ledger().totals();
            assertThat(outcome.report().ledger().billed().total()).isEqualTo(theirs.totalInput() + theirs.output());
        }
    }

    @Test
    void aFormThatCannotIsRefusedWhenTheAgentIsBuilt() {
        var builder = AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at("http://127.0.0.1:1")))
                .compaction(Compaction.at(50_000).inBackground());
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("Compaction.onDemand");
    }
}
