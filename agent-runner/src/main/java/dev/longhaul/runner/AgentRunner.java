package dev.longhaul.runner;

import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.PinnedText;
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
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.JournalResults;
import dev.longhaul.session.Lease;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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

    private final AgentRunnerBuilder.Config config;
    private final AgentSettings settings;
    private final PinReader pins = new PinReader(new PinnedFiles());
    private final StateSuppliers states;
    private final ModelCalls models;
    private final AgentLoop loop;
    private final ThisProcess process = new ThisProcess();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<RunningSession> running = ConcurrentHashMap.newKeySet();
    private final Postman postman;
    private final AtomicBoolean closed = new AtomicBoolean();

    AgentRunner(AgentRunnerBuilder.Config config) {
        this.config = config;
        var toolBox = new ToolBox(offered(config));
        this.settings = new AgentSettings(
                config.model().name(),
                config.system(),
                toolBox.specs(),
                config.maxTokens(),
                config.compaction()
                        .settledFor(config.model().name(), config.model().capabilities()),
                config.pins(),
                config.budget(),
                toolBox.policies());
        this.postman = new Postman(config.post(), running, config.postInterval());
        this.states = new StateSuppliers(config.pins(), executor, config.hookTimeout());
        this.models =
                new ModelCalls(config.model(), config.summariser(), config.prober(), config.pricing(), config.shared());
        this.loop = new AgentLoop(
                models,
                new ToolCalls(toolBox, executor, config.toolTimeout(), config.toolsAtOnce(), config.progress()),
                new Approvals(config.approver(), executor),
                new CheckpointKeeper(
                        new BehindBuilder(
                                pins, states, new InspectorRunner(config.inspector(), executor, config.hookTimeout())),
                        new LoopBreaker(),
                        new HookRunner(config.hooks(), executor, config.hookTimeout())),
                executor);
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
     * @throws IllegalStateException if the runner is closed, or the thread was interrupted while a pinned state was asked for
     * @throws dev.longhaul.session.JournalConflictException if the id is in use
     * @throws dev.longhaul.session.SessionHeldException if the id is that of a session that runs now
     */
    public RunningSession start(String sessionId, String task) {
        requireOpen();
        SessionIds.requireUsable(sessionId);
        if (task.isBlank()) {
            throw new IllegalArgumentException("the task is empty: say what the agent is to do");
        }
        var started = new SessionEvent.Started(
                sessionId,
                task,
                config.agent(),
                settings,
                StartCheck.opening(settings, pins, PinSources.atStart(task, statesNow())));
        BudgetCheck.requireEnough(started, config, models, config.clock().instant());
        return launch(
                sessionId, lease -> Session.begin(config.journal(), lease, config.clock(), config.listener(), started));
    }

    /**
     * Goes on with a session: one whose process died, that was cancelled, suspended or stopped, or that was sent a message
     * since it completed. What was under way is charged at its worst where it may have been billed, and done again; a tool that
     * had been started follows its policy. The session keeps its own budget; model, tools and policies are those of this
     * runner, and what is different is recorded.
     *
     * @throws java.util.NoSuchElementException if there is no such session
     * @throws NotResumableException if it has completed, or its budget is spent and was not raised
     * @throws dev.longhaul.session.SessionHeldException if it runs now; names the process
     * @throws IllegalArgumentException if its budget is in dollars and a model has no price
     * @throws IllegalStateException if the runner is closed
     */
    public RunningSession resume(String sessionId) {
        requireOpen();
        if (config.journal().stream(sessionId, 0).findFirst().isEmpty()) {
            throw new NoSuchElementException(
                    "there is no session " + sessionId + ": look at the list of those there are");
        }
        // What comes later is meant for who goes on now.
        long lastLetter = Postman.last(config.post(), sessionId);
        return launch(sessionId, lease -> takenUp(lease, sessionId, lastLetter));
    }

    /** Who has tools can read on in what they said. */
    private static List<Tool> offered(AgentRunnerBuilder.Config config) {
        var all = new ArrayList<>(config.tools());
        if (!all.isEmpty()) {
            all.add(new ReadResult(new JournalResults(config.journal())));
        }
        return all;
    }

    private Session takenUp(Lease lease, String sessionId, long lastLetter) {
        var session = Session.resume(config.journal(), lease, config.clock(), config.listener(), sessionId);
        session.note(Postman.leftBefore(config.post(), session, lastLetter));
        BudgetCheck.requirePrices(
                session.state().budget(), config, config.clock().instant());
        session.goOn(settings, lease.holder().words());
        return session;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the runner is closed: build a new one");
        }
    }

    private RunningSession launch(String sessionId, Function<Lease, Session> open) {
        var lease = config.leases().acquire(sessionId, process.holder(config.clock()));
        var session = opened(lease, open);
        var cancellation = new Cancellation();
        var handle = new RunningSession(
                session,
                settings.compaction(),
                () -> BudgetCheck.requirePrices(config, config.clock().instant()),
                cancellation,
                () -> run(session, lease, cancellation),
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

    private Outcome run(Session session, Lease lease, Cancellation cancellation) {
        try {
            return loop.run(session, cancellation);
        } finally {
            config.leases().release(lease);
        }
    }

    private Map<String, PinnedText> statesNow() {
        try {
            return states.ask(settings.pins(), Map.of());
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
