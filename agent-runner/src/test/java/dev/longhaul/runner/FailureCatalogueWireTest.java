package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.emulator.ReceivedRequest;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What SDKs, gateways and bills got wrong for users of other agents (wire spec §8.1, §8.2, §8.4), over real HTTP. */
class FailureCatalogueWireTest {

    private final Book book = new Book(30, 28_000);

    private static MessagesEmulator emulator(FaultPlan faults) {
        return MessagesEmulator.builder().brain(new PageReader()).faults(faults).start();
    }

    private static MessagesEmulator always(Fault fault) {
        return emulator(FaultPlan.builder().always(fault).build());
    }

    private static Model claude(MessagesEmulator emulator) {
        return Claude.of(ClaudeConfig.at(emulator.uri().toString()));
    }

    private Outcome read(Model model, Compaction compaction) throws InterruptedException {
        return run(AgentRunner.builder().model(model).compaction(compaction).tools(book));
    }

    private static Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start(PageReader.TASK).await();
        }
    }

    private static long billed(MessagesEmulator emulator) {
        return emulator.ledger().entries().stream()
                .mapToLong(FailureCatalogueWireTest::tokens)
                .sum();
    }

    private static long tokens(Entry entry) {
        return entry.tokens().totalInput() + entry.tokens().output();
    }

    private static List<ReceivedRequest> carryingABlock(MessagesEmulator emulator) {
        return emulator.requests().stream()
                .filter(request -> request.body().contains("\"type\":\"compaction\""))
                .toList();
    }

    @Test
    void whatCompactionsCostIsOnTheBillToTheToken() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var ledger = read(claude(emulator), Compaction.at(50_000)).report().ledger();

            var theirs = emulator.ledger().entries().stream()
                    .filter(entry -> entry.kind().equals("compaction"))
                    .mapToLong(FailureCatalogueWireTest::tokens)
                    .sum();
            assertThat(ledger.compaction().total()).isEqualTo(theirs).isPositive();
            assertThat(ledger.billed().total()).isEqualTo(billed(emulator));
        }
    }

    @Test
    void aSummaryByAnotherModelIsOnTheSameBill() throws Exception {
        try (var emulator = emulator(FaultPlan.none());
                var cheap = emulator(FaultPlan.none())) {
            var outcome = run(AgentRunner.builder()
                    .model(claude(emulator))
                    .summariser(claude(cheap))
                    .compaction(Compaction.clientSide(50_000))
                    .tools(book));

            assertThat(billed(cheap)).isPositive();
            assertThat(outcome.report().ledger().billed().total()).isEqualTo(billed(emulator) + billed(cheap));
        }
    }

    @Test
    void aBillWithoutIterationsIsTakenAtItsWorstAndNotForNothing() throws Exception {
        try (var emulator = always(Fault.noIterations())) {
            var ledger = read(claude(emulator), Compaction.at(50_000)).report().ledger();

            assertThat(ledger.unknown()).isPositive();
            assertThat(ledger.billedTokens()).isGreaterThanOrEqualTo(billed(emulator));
        }
    }

    @Test
    void usageWithHolesIsNotBookedBelowWhatWasBilled() throws Exception {
        try (var emulator = always(Fault.missingCacheFields())) {
            var ledger = read(claude(emulator), Compaction.at(50_000)).report().ledger();

            assertThat(ledger.billedTokens()).isGreaterThanOrEqualTo(billed(emulator));
        }
    }

    @Test
    void aPauseForACompactionIsNotTheEndOfTheWork() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = read(claude(emulator), Compaction.at(50_000));

            assertThat(outcome.report().text()).isEqualTo("I have read it all.");
            assertThat(book.turned()).isEqualTo(30);
            assertThat(outcome.report().compactions().accepted()).isPositive();
        }
    }

    @Test
    void encryptedContentGoesBackWithItsBlock() throws Exception {
        try (var emulator = always(Fault.encryptedContent())) {
            // The emulator refuses a block without the content it encrypted.
            assertThat(read(claude(emulator), Compaction.at(50_000))).isInstanceOf(Outcome.Completed.class);
            assertThat(carryingABlock(emulator))
                    .isNotEmpty()
                    .allMatch(request -> request.body().contains("encrypted_content") && request.status() == 200);
        }
    }

    @Test
    void nothingStandsInFrontOfABlock() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            read(claude(emulator), Compaction.onDemand(50_000));

            assertThat(carryingABlock(emulator)).isNotEmpty().allSatisfy(request -> {
                var first = new Json(request.body()).tree().at("/messages/0/content/0/type");
                assertThat(first.asText()).isEqualTo("compaction");
            });
        }
    }

    @Test
    void compactionIsNeverAskedForWithoutTheHeaderThatUnlocksIt() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            read(claude(emulator), Compaction.at(50_000));

            assertThat(emulator.requests())
                    .filteredOn(request -> request.body().contains("context_management"))
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.headers().get("anthropic-beta"))
                            .anyMatch(beta -> beta.contains("compact-2026-01-12")));
        }
    }

    @Test
    void aSummaryReadsItsConversationFromTheCache() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            read(claude(emulator), Compaction.onDemand(50_000));

            var summaries = emulator.ledger().entries().stream()
                    .filter(entry -> entry.kind().equals("compaction"))
                    .toList();
            assertThat(summaries).isNotEmpty().allSatisfy(entry -> assertThat(
                            entry.tokens().cacheRead())
                    .isGreaterThan(entry.tokens().totalInput() * 9 / 10));
        }
    }

    @Test
    void aSummaryLargerThanItsHistoryIsNeverTaken() throws Exception {
        try (var emulator = always(Fault.largerSummary())) {
            var outcome = read(claude(emulator), Compaction.at(50_000));

            assertThat(outcome.reason()).isEqualTo("compaction_loop");
            assertThat(outcome.report().compactions().accepted()).isZero();
            assertThat(carryingABlock(emulator)).isEmpty();
        }
    }

    /** A gateway that leaves out what it does not know. */
    private record Gateway(Model model) implements Model {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public ModelCapabilities capabilities() {
            return model.capabilities();
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
            var stripped = new ModelRequest(
                    request.system(),
                    request.tools(),
                    request.messages(),
                    request.maxTokens(),
                    request.toolChoice(),
                    null);
            return model.reply(stripped, scope);
        }
    }

    @Test
    void aGatewayThatDropsCompactionFillsTheWindowAndTheWorkIsStillDone() throws Exception {
        try (var emulator = MessagesEmulator.builder()
                .brain(new PageReader())
                .contextWindow(100_000)
                .start()) {
            var outcome = read(new Gateway(claude(emulator)), Compaction.at(50_000));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(30);
            assertThat(emulator.requests()).anyMatch(request -> request.status() == 400);
        }
    }

    @Test
    void aServerThatIsBusyForEverIsGivenUp() throws Exception {
        try (var emulator = always(Fault.status(529, 0))) {
            var config = ClaudeConfig.at(emulator.uri().toString()).withFirstPause(Duration.ofMillis(1));
            var outcome = read(Claude.of(config), Compaction.at(50_000));

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(emulator.requests()).hasSize(config.attempts());
        }
    }

    @Test
    void aCompactionThatTheBudgetCannotPayIsNotBegun() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(AgentRunner.builder()
                    .model(claude(emulator))
                    .compaction(Compaction.at(50_000))
                    .budget(Budget.unlimited().billedTokens(300_000))
                    .tools(book));

            assertThat(outcome.reason()).isEqualTo("budget_exhausted");
            assertThat(billed(emulator)).isLessThanOrEqualTo(300_000);
        }
    }

    @Test
    void aSessionThatHangsInItsCompactionHoldsUpNoOther() throws Exception {
        var hanging = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var model = ScriptedModel.following(
                (request, scope) -> {
                    hanging.countDown();
                    release.await();
                    return Replies.pause("Late.");
                },
                (request, scope) -> Replies.text("Done."),
                (request, scope) -> Replies.text("Done, late."));
        try (var runner = AgentRunner.builder().model(model).build()) {
            var slow = runner.start("Take your time.");
            hanging.await();
            assertThat(runner.start("Be quick.").await().report().text()).isEqualTo("Done.");
            release.countDown();
            assertThat(slow.await().report().text()).isEqualTo("Done, late.");
        }
    }
}
