package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.loop.AgentLoop;
import dev.longhaul.loop.ModelCalls;
import dev.longhaul.loop.Session;
import dev.longhaul.loop.StateSuppliers;
import dev.longhaul.model.Cancellation;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Lease;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one kind of agent: any number of sessions, each on a virtual thread of its own. Thread-safe. Embed one in a service
 * and close it with the service.
 *
 * <pre>{@code
 * var runner = AgentRunner.builder().model(Claude.fromEnvironment()).tools(new TicketTools(queue)).build();
 * Outcome outcome = runner.start("Work through the queue until it is empty").await();
 * }</pre>
 */
public final class AgentRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgentConfig config;
    private final PinReader pins = new PinReader(new PinnedFiles());
    private final StateSuppliers states;
    private final ModelCalls models;
    private final ThisProcess process = new ThisProcess();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<RunningSession> running = ConcurrentHashMap.newKeySet();
    private final Postman postman;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Offered offered;
    private final Kits kits;

    AgentRunner(AgentConfig config) {
        this.config = config;
        this.postman = new Postman(config.post(), running, config.postInterval());
        this.states = new StateSuppliers(config.pins(), executor, config.hookTimeout());
        this.models =
                new ModelCalls(config.model(), config.summariser(), config.prober(), config.pricing(), config.shared());
        this.offered = Offered.by(config);
        this.kits = new Kits(config, offered, models, states, pins, executor);
    }

    public static AgentRunnerBuilder builder() {
        return new AgentRunnerBuilder();
    }

    /**
     * Starts a session with a new id.
     *
     * @param task what to do, in words
     * @throws IllegalArgumentException if the task is blank, a pinned file cannot be read, or what no compaction can free does
     *     not fit below the trigger; says which part is how large
     */
    public RunningSession start(String task) {
        return start(config.ids().get(), task);
    }

    /**
     * Starts a session.
     *
     * @param sessionId the id to give it: letters, digits, {@code . _ -}, at most 64
     * @param task what to do, in words
     * @throws IllegalArgumentException as {@link #start(String)}, or if the id cannot be used
     * @throws IllegalStateException if the runner is closed, a tool provider cannot say what it has, or the thread was
     *     interrupted while a pinned state was asked for
     * @throws dev.longhaul.session.JournalConflictException if the id is in use
     * @throws dev.longhaul.session.SessionHeldException if the id is that of a session that runs now
     */
    public RunningSession start(String sessionId, String task) {
        return start(sessionId, task, config.budget(), null);
    }

    /** The same as somebody's sub-agent, with a budget that its caller sets. */
    RunningSession startChild(Parent parent, String sessionId, String task, Budget budget) {
        return start(sessionId, task, budget, parent);
    }

    private RunningSession start(String sessionId, String task, Budget budget, @Nullable Parent parent) {
        requireOpen();
        SessionIds.requireUsable(sessionId);
        if (task.isBlank()) {
            throw new IllegalArgumentException("the task is empty: say what the agent is to do");
        }
        var kit = kits.of(sessionId, task);
        var settings = kit.settings().with(budget);
        var started = new SessionEvent.Started(
                sessionId,
                task,
                config.agent(),
                settings,
                StartCheck.opening(settings, pins, PinSources.atStart(task, statesNow())),
                parent);
        requirePrices(budget);
        BudgetCheck.requireEnough(started, config, models, config.clock().instant());
        return launch(
                sessionId,
                kit,
                lease -> Session.begin(config.journal(), lease, config.clock(), config.listener(), started));
    }

    /**
     * Goes on with a session: one whose process died, that was cancelled, suspended or stopped, or that was sent a message
     * since it completed. What was under way is charged at its worst where it may have been billed, and done again; a tool that
     * had been started follows its policy. The session keeps its own budget; model, tools and policies are those of this
     * runner, and what is different is recorded.
     *
     * @throws java.util.NoSuchElementException if there is no such session
     * @throws NotResumableException if it has completed, its budget is spent and was not raised, or it is a sub-agent's: its
     *     caller goes on with it
     * @throws dev.longhaul.session.SessionHeldException if it runs now; names the process
     * @throws IllegalArgumentException if its budget is in dollars and a model has no price, or a tool provider has a tool
     *     that cannot be offered
     * @throws IllegalStateException if the runner is closed, or a tool provider cannot say what it has
     */
    public RunningSession resume(String sessionId) {
        requireOpen();
        var started = started(sessionId);
        ParentCheck.requireNone(started);
        return takeUp(started, session -> {});
    }

    /** Goes on with a sub-agent's session, which may spend what {@code budget} says. */
    RunningSession resumeChild(String sessionId, Budget budget, Parent parent) {
        requireOpen();
        return takeUp(started(sessionId), session -> {
            var change = ParentCheck.change(session.state().budget(), budget);
            if (!change.steps().isEmpty()) {
                session.note(List.of(new SessionEvent.BudgetChanged(change, "session " + parent.sessionId())));
            }
        });
    }

    private SessionEvent.Started started(String sessionId) {
        try (var entries = config.journal().stream(sessionId, 0)) {
            return entries.findFirst()
                    .map(first -> (SessionEvent.Started) first.event())
                    .orElseThrow(() -> new NoSuchElementException(
                            "there is no session " + sessionId + ": look at the list of those there are"));
        }
    }

    /** A session of this agent by its journal; empty if there is none. */
    Optional<SessionState> find(String sessionId) {
        return config.journal().stream(sessionId, 0).findFirst().isEmpty()
                ? Optional.empty()
                : Optional.of(SessionState.of(
                        () -> config.journal().stream(sessionId, 0).iterator()));
    }

    /** What a session of this agent may spend. */
    Budget budget() {
        return config.budget();
    }

    /** Dollars can be counted only if every model has a price, those of sub-agents too. */
    private void requirePrices(Budget budget) {
        BudgetCheck.requirePrices(budget, config, config.clock().instant());
        offered.subAgents().forEach(agent -> agent.runner().requirePrices(budget));
    }

    /** The same if dollars are going to be limited. */
    private void requirePrices() {
        BudgetCheck.requirePrices(config, config.clock().instant());
        offered.subAgents().forEach(agent -> agent.runner().requirePrices());
    }

    private RunningSession takeUp(SessionEvent.Started started, Consumer<Session> before) {
        var id = started.sessionId();
        var kit = kits.of(id, started.task());
        // What comes later is meant for who goes on now.
        long lastLetter = Postman.last(config.post(), id);
        return launch(id, kit, lease -> takenUp(lease, id, kit.settings(), lastLetter, before));
    }

    private Session takenUp(
            Lease lease, String sessionId, AgentSettings settings, long lastLetter, Consumer<Session> before) {
        var session = Session.resume(config.journal(), lease, config.clock(), config.listener(), sessionId);
        before.accept(session);
        session.note(Postman.leftBefore(config.post(), session, lastLetter));
        requirePrices(session.state().budget());
        session.goOn(settings, lease.holder().words());
        return session;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the runner is closed: build a new one");
        }
    }

    private RunningSession launch(String sessionId, Kits.Kit kit, Function<Lease, Session> open) {
        var lease = config.leases().acquire(sessionId, process.holder(config.clock()));
        var session = opened(lease, open);
        var cancellation = new Cancellation();
        var handle = new RunningSession(
                session,
                kit.settings().compaction(),
                this::requirePrices,
                cancellation,
                () -> run(kit.loop(), session, lease, cancellation),
                running::remove);
        running.add(handle);
        handle.begin();
        return handle;
    }

    private Session opened(Lease lease, Function<Lease, Session> open) {
        try {
            return open.apply(lease);
        } catch (RuntimeException e) {
            config.leases().release(lease);
            throw e;
        }
    }

    private Outcome run(AgentLoop loop, Session session, Lease lease, Cancellation cancellation) {
        try {
            return loop.run(session, cancellation);
        } finally {
            config.leases().release(lease);
        }
    }

    private Map<String, PinnedText> statesNow() {
        try {
            return states.ask(config.pins(), Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pinned state was asked for; nothing was started", e);
        }
    }

    /**
     * Takes no more sessions, cancels those that run, waits up to five seconds in all for their ends, and interrupts every
     * tool and hook that is left. Tools that can be closed are closed then.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        postman.close();
        running.forEach(session -> session.cancel("the runner was closed"));
        var end = System.nanoTime() + PATIENCE.toNanos();
        running.forEach(session -> session.awaitQuietly(Duration.ofNanos(end - System.nanoTime())));
        offered.subAgents().forEach(ChildSessions::close);
        executor.shutdownNow();
        config.owned().forEach(AgentRunner::close);
    }

    private static void close(AutoCloseable owned) {
        try {
            owned.close();
        } catch (Exception e) {
            LOG.warn("The tools {} could not be closed", owned.getClass().getName(), e);
        }
    }
}
