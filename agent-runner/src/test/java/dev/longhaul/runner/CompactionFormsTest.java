package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Three ways to compact, one boundary: what holds for one holds for all, over real HTTP. */
class CompactionFormsTest {

    private final Book book = new Book(30, 28_000);

    private static MessagesEmulator emulator(FaultPlan faults) {
        return MessagesEmulator.builder().brain(new PageReader()).faults(faults).start();
    }

    private AgentRunnerBuilder agent(MessagesEmulator emulator, Compaction compaction) {
        return AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                .system("You read books.")
                .compaction(compaction)
                .tools(book);
    }

    private static Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start(PageReader.TASK).await();
        }
    }

    private static void assertLedgersAgree(SessionReport report, MessagesEmulator emulator) {
        var theirs = emulator.ledger().totals();
        assertThat(report.ledger().billed().total())
                .isEqualTo(theirs.input() + theirs.output() + theirs.cacheWrite() + theirs.cacheRead());
        assertThat(report.ledger().billed().cacheRead()).isEqualTo(theirs.cacheRead());
        assertThat(emulator.requests()).allMatch(request -> request.status() == 200);
    }

    @ParameterizedTest
    @EnumSource(value = CompactionForm.class, mode = Mode.EXCLUDE, names = "OFF")
    void aPinnedTaskOutlivesItsCompactionsInEveryForm(CompactionForm form) throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator, Compaction.at(50_000).in(form)));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().accepted()).isGreaterThanOrEqualTo(3);
            assertThat(outcome.report().ledger().compaction().cacheRead())
                    .as("a summary reads the cached prefix")
                    .isPositive();
            assertLedgersAgree(outcome.report(), emulator);
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompactionForm.class, mode = Mode.EXCLUDE, names = "OFF")
    void whatIsNotPinnedIsForgottenInEveryForm(CompactionForm form) throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator, Compaction.at(50_000).in(form)).noDefaultPins());

            assertThat(outcome.report().text()).isEqualTo("What was I doing?");
            assertThat(outcome.report().compactions().accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompactionForm.class,
            names = {"ON_DEMAND", "CLIENT"})
    void theFormsWeAskForCompactAtAnySize(CompactionForm form) throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var compaction =
                    form == CompactionForm.CLIENT ? Compaction.clientSide(20_000) : Compaction.onDemand(20_000);
            var outcome = run(agent(emulator, compaction));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().compactions().accepted()).isGreaterThan(8);
            assertLedgersAgree(outcome.report(), emulator);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_use", "max_tokens", "refusal", "end_turn", "model_context_window_exceeded"})
    void aSummaryThatDoesNotComeIsCountedAndLosesNothing(String stopReason) throws Exception {
        var faults = FaultPlan.builder()
                .atCompaction(1, Fault.emptySummary(stopReason))
                .build();
        try (var emulator = emulator(faults)) {
            var outcome = run(agent(emulator, Compaction.onDemand(50_000)));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().failed()).isEqualTo(1);
            assertLedgersAgree(outcome.report(), emulator);
        }
    }

    /** Says nothing for so many summaries. */
    private record Silent(Model model, AtomicInteger times) implements Model {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
            var reply = model.reply(request, scope);
            return times.getAndDecrement() <= 0
                    ? reply
                    : new ModelReply(
                            reply.id(), reply.model(), List.of(), reply.stopReason(), reply.stopText(), reply.usage());
        }
    }

    @ParameterizedTest
    @EnumSource(value = CompactionForm.class, mode = Mode.EXCLUDE, names = "OFF")
    void whereNoSummaryComesAnExtractStandsInThatEveryFormGoesOnFrom(CompactionForm form) throws Exception {
        var faults = FaultPlan.builder()
                .atCompaction(1, Fault.nullSummary())
                .atCompaction(2, Fault.nullSummary())
                .atCompaction(3, Fault.nullSummary())
                .build();
        try (var emulator = emulator(faults)) {
            var claude = Claude.of(ClaudeConfig.at(emulator.uri().toString()));
            var agent = agent(emulator, Compaction.at(50_000).in(form));
            var outcome = run(
                    form == CompactionForm.CLIENT ? agent.summariser(new Silent(claude, new AtomicInteger(3))) : agent);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().failed()).isEqualTo(3);
            assertThat(outcome.report().compactions().accepted()).isPositive();
            assertThat(outcome.report().boundaries().get(2).notes())
                    .singleElement()
                    .asString()
                    .contains("stands in for it");
            assertThat(emulator.requests())
                    .anyMatch(request -> request.body().contains("No summary of the conversation before this point"));
            assertLedgersAgree(outcome.report(), emulator);
        }
    }

    @Test
    void aSummariserThatIsAwayLeavesTheHistoryAndTheWorkGoesOn() throws Exception {
        var faults = FaultPlan.builder().atCompaction(1, Fault.status(400)).build();
        try (var emulator = emulator(faults)) {
            var outcome = run(agent(emulator, Compaction.onDemand(50_000)));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
        }
    }

    @Test
    void unknownFieldsOnASignedBlockComeBackByteForByte() throws Exception {
        var faults = FaultPlan.builder().always(Fault.unknownFields()).build();
        try (var emulator = emulator(faults)) {
            var outcome = run(agent(emulator, Compaction.onDemand(50_000)));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(emulator.requests()).allMatch(request -> request.status() == 200);
        }
    }

    @Test
    void aSummaryInWordsCanComeFromACheaperModel() throws Exception {
        try (var emulator = emulator(FaultPlan.none());
                var cheap = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator, Compaction.clientSide(50_000))
                    .summariser(
                            Claude.of(ClaudeConfig.at(cheap.uri().toString()).withModel("cheap"))));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(cheap.requests())
                    .hasSize(outcome.report().compactions().count())
                    .allMatch(request -> request.body().contains("\"model\":\"cheap\""));
        }
    }

    /** A model that answers and can do nothing else. */
    private record Plain(Model model) implements Model {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
            assertThat(request.compaction()).isNull();
            return model.reply(request, scope);
        }
    }

    @Test
    void aModelWithoutCompactionOfItsOwnIsCompactedInWords() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var plain = new Plain(Claude.of(ClaudeConfig.at(emulator.uri().toString())));
            var outcome = run(agent(emulator, Compaction.at(50_000)).model(plain));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().compactions().accepted()).isGreaterThanOrEqualTo(3);
            assertThatThrownBy(() -> agent(emulator, Compaction.onDemand(50_000))
                            .model(plain)
                            .build())
                    .hasMessageContaining("plain cannot compact in the form on-demand")
                    .hasMessageContaining("choose client");
        }
    }

    @Test
    void instructionsThatTheFormCannotTakeAreRefused() {
        assertThatThrownBy(() -> Compaction.onDemand(50_000).instructions("x".repeat(16_385)))
                .hasMessageContaining("at most 16,384");
        assertThatThrownBy(() -> Compaction.clientSide(100)).hasMessageContaining("2,000");
    }
}
