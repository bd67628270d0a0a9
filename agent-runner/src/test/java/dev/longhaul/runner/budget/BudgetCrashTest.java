package dev.longhaul.runner.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.loop.AgentLoop;
import dev.longhaul.loop.Approvals;
import dev.longhaul.loop.BehindBuilder;
import dev.longhaul.loop.CheckpointKeeper;
import dev.longhaul.loop.HookRunner;
import dev.longhaul.loop.InspectorRunner;
import dev.longhaul.loop.ModelCalls;
import dev.longhaul.loop.Session;
import dev.longhaul.loop.StateSuppliers;
import dev.longhaul.loop.ToolCalls;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Model;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.runner.prices.PriceFiles;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Lease;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolBox;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies at any of its writes: after a resume nothing was counted twice, and no limit was passed. */
class BudgetCrashTest {

    private static final String ID = "s1";
    private static final long LIMIT = 80_000;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private ToolBox tools = new ToolBox(List.of());

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @ParameterizedTest(name = "dies before the write: {0}; with a tool in the wrap-up: {1}")
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void whereverItDiesTheLimitHoldsAndNothingIsCountedTwice(boolean before, boolean inWrapUp) throws Exception {
        tools = new ToolBox(List.of(new Sights(7, 2_000, inWrapUp)));
        int writes = 1;
        while (diesAndGoesOn(writes, before)) {
            writes++;
        }
        assertThat(writes).as("places to die at").isGreaterThan(60);
    }

    /** False if the session ended before that many writes. */
    private boolean diesAndGoesOn(int writes, boolean before) throws Exception {
        try (var server = server()) {
            var journal = new CrashingJournal(writes, before);
            var model = model(server);
            try {
                run(begin(journal, model), model);
                assertThat(wrapUps(journal) > 1)
                        .as("called tools in the wrap-up")
                        .isEqualTo(tools.policies().values().stream().anyMatch(CallPolicy::inWrapUp));
                return false;
            } catch (CrashingJournal.Crash dead) {
                if (journal.read(ID).isEmpty()) {
                    return true;
                }
                var session = resume(journal.durable());
                var outcome = run(session, model);
                check(server, outcome, "dead at write " + writes);
                assertThat(journal.read(ID).stream()
                                .filter(entry -> entry.event() instanceof SessionEvent.LimitCrossed crossed
                                        && crossed.crossing().edge() == Edge.WRAP_UP))
                        .as("wrap-up edges, dead at write %d", writes)
                        .hasSizeLessThanOrEqualTo(1);
                return true;
            }
        }
    }

    private static long wrapUps(CrashingJournal journal) {
        return journal.read(ID).stream()
                .filter(entry -> entry.event() instanceof SessionEvent.ModelReplied replied
                        && replied.purpose() == Purpose.WRAP_UP)
                .count();
    }

    private static void check(MessagesEmulator server, Outcome outcome, String when) {
        var bill = Bill.of(server, "claude-sonnet-5-5", LocalDate.now(ZoneOffset.UTC));
        var ledger = outcome.report().ledger();
        assertThat(bill.tokens()).as("billed, %s", when).isLessThanOrEqualTo(LIMIT);
        assertThat(ledger.billedTokens()).as("known or feared, %s", when).isBetween(bill.tokens(), LIMIT);
        assertThat(ledger.billed().total()).as("known, %s", when).isLessThanOrEqualTo(bill.tokens());
        assertThat(ledger.spent(Limit.USD, Duration.ZERO))
                .as("dollars, %s", when)
                .isGreaterThanOrEqualTo(bill.usd().pico());
    }

    private static MessagesEmulator server() {
        return MessagesEmulator.builder()
                .brain(new Wanderer(7, 100_000))
                .charsPerToken(2.9)
                .faults(FaultPlan.parse(List.of("4:hang-up", "9:529", "compaction-2:null-summary")))
                .start();
    }

    private static Model model(MessagesEmulator server) {
        return Claude.of(ClaudeConfig.at(server.uri().toString()).withFirstPause(Duration.ZERO));
    }

    /** The dead process lets go as its end lets go of its lock; the next one has a lease of its own. */
    private static Session resume(InMemoryJournal durable) {
        durable.current(ID).ifPresent(durable::release);
        return Session.resume(durable, take(durable), InstantSource.system(), (entry, state) -> {}, ID);
    }

    private static Lease take(InMemoryJournal durable) {
        return durable.acquire(ID, new Holder("localhost", 1, Instant.EPOCH));
    }

    private Session begin(CrashingJournal journal, Model model) {
        var settings = new AgentSettings(
                model.name(),
                "Look around.",
                tools.specs(),
                1_000,
                Compaction.onDemand(5_000),
                List.of(Pin.task()),
                Budget.unlimited().billedTokens(LIMIT),
                tools.policies());
        return Session.begin(
                journal,
                take(journal.durable()),
                InstantSource.system(),
                (entry, state) -> {},
                new SessionEvent.Started(ID, "Look around until you are told to stop.", settings, List.of()));
    }

    private Outcome run(Session session, Model model) {
        var loop = new AgentLoop(
                new ModelCalls(model, model, model, new Pricing(PriceFiles.shipped()), null),
                new ToolCalls(tools, executor, Duration.ofSeconds(30)),
                new Approvals(Approver.nobody(), executor),
                new CheckpointKeeper(
                        new BehindBuilder(
                                new PinReader(path -> {
                                    throw new NoSuchFileException(path.toString());
                                }),
                                new StateSuppliers(List.of(), executor, Duration.ofSeconds(30)),
                                new InspectorRunner(new FactInspector(), executor, Duration.ofSeconds(30))),
                        new LoopBreaker(),
                        new HookRunner(List.of(), executor, Duration.ofSeconds(30))),
                executor);
        return loop.run(session, new Cancellation());
    }
}
