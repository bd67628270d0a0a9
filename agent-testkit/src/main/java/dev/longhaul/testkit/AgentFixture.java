package dev.longhaul.testkit;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.retention.Retention;
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
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import dev.longhaul.testing.SettableClock;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs an agent to its end on the thread of the test, with a journal in memory and a clock that stands still.
 *
 * <pre>{@code
 * var run = AgentFixture.of(ScriptedModel.of(Replies.call("c1", "now", "{}"), Replies.text("Noon.")))
 *         .tools(new Now(clock))
 *         .run("What time is it?");
 * assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
 * }</pre>
 *
 * <p>Not thread-safe. Each {@link #run} is a session of its own.
 */
public final class AgentFixture {

    private final Model model;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private SessionJournal journal;
    private SessionLease leases;
    private List<Tool> tools = List.of();
    private List<CheckpointHook> hooks = List.of();
    private List<Pin> pins = List.of();
    private Compaction compaction = Compaction.at(Compaction.DEFAULT_TRIGGER);
    private Budget budget = Budget.unlimited();
    private Duration timeout = Duration.ofSeconds(30);
    private Approver approver = Approver.nobody();
    private int sessions;

    private AgentFixture(Model model) {
        this.model = model;
        var memory = new InMemoryJournal();
        this.journal = memory;
        this.leases = memory;
    }

    public static AgentFixture of(Model model) {
        return new AgentFixture(model);
    }

    public AgentFixture tools(Tool... all) {
        tools = List.of(all);
        return this;
    }

    public AgentFixture onCheckpoint(CheckpointHook... all) {
        hooks = List.of(all);
        return this;
    }

    public AgentFixture pins(Pin... all) {
        pins = List.of(all);
        return this;
    }

    public AgentFixture compaction(Compaction policy) {
        compaction = policy;
        return this;
    }

    public AgentFixture budget(Budget limits) {
        budget = limits;
        return this;
    }

    /** Where sessions are recorded; in memory unless set. */
    public <S extends SessionJournal & SessionLease> AgentFixture journal(S other) {
        journal = other;
        leases = other;
        return this;
    }

    /** How long one tool or hook may take before it is interrupted; 30 s of real time unless set. */
    public AgentFixture timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** Who is asked about calls that need a person; nobody unless set, so that they suspend the session. */
    public AgentFixture approver(Approver who) {
        approver = who;
        return this;
    }

    /** The clock of the sessions; a tool that takes its time moves it. */
    public SettableClock clock() {
        return clock;
    }

    /** Runs a session to its end, whatever that is. */
    public AgentRun run(String task) {
        sessions++;
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var session = begin(task, states(executor));
            var outcome = loop(executor).run(session, new Cancellation());
            return new AgentRun(outcome, session.state(), journal.read(session.id()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pinned state was asked for", e);
        } finally {
            executor.shutdownNow();
            leases.current(id()).ifPresent(leases::release);
        }
    }

    private String id() {
        return "session-" + sessions;
    }

    private Session begin(String task, StateSuppliers states) throws InterruptedException {
        var box = new ToolBox(tools);
        var settings =
                new AgentSettings(model.name(), "", box.specs(), 4_096, compaction, pins, budget, box.policies());
        var opening = pins.stream().filter(pin -> !(pin instanceof Pin.Task)).toList();
        var sources = PinSources.atStart(task, states.ask(pins, Map.of()));
        var id = id();
        return Session.begin(
                journal,
                leases.acquire(id, new Holder("localhost", 1, clock.instant())),
                clock,
                (entry, state) -> {},
                new SessionEvent.Started(id, task, settings, reader().read(opening, sources)));
    }

    private AgentLoop loop(ExecutorService executor) {
        return new AgentLoop(
                new ModelCalls(model),
                new ToolCalls(new ToolBox(tools), executor, timeout),
                new Approvals(approver, executor),
                new CheckpointKeeper(
                        new BehindBuilder(
                                reader(),
                                states(executor),
                                new InspectorRunner(inspection -> Retention.NOTHING, executor, timeout)),
                        new LoopBreaker(),
                        new HookRunner(hooks, executor, timeout)),
                executor);
    }

    private StateSuppliers states(ExecutorService executor) {
        return new StateSuppliers(pins, executor, timeout);
    }

    private static PinReader reader() {
        return new PinReader(Files::readString);
    }
}
