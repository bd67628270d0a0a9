package dev.longhaul.loop;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.ModelReply;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionListener;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.testing.SettableClock;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolProgress;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** An agent that follows a script. It compacts at 50,000 tokens and knows no limits until told otherwise. */
final class TestAgent {

    static final String SESSION = "session-1";
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final ScriptedModel model;
    final SettableClock clock = new SettableClock(START);
    final InMemoryJournal journal = new InMemoryJournal();
    private SessionJournal writing = journal;
    private final Map<String, String> files = new HashMap<>();
    private final List<Pin> pins = new ArrayList<>();
    private List<Tool> tools = List.of();
    private List<CheckpointHook> hooks = List.of();
    private SummaryInspector inspector = inspection -> Retention.NOTHING;
    private Compaction compaction = Compaction.at(50_000);
    private Budget budget = Budget.unlimited();
    private Duration toolTimeout = Duration.ofSeconds(30);
    private Duration hookTimeout = Duration.ofSeconds(30);
    private int toolsAtOnce = ToolCalls.AT_ONCE;
    private ToolProgress progress = ToolProgress.NONE;
    private Approver approver = Approver.nobody();
    private SessionListener listener = (entry, state) -> {};
    private @Nullable Session session;

    private TestAgent(ScriptedModel model) {
        this.model = model;
    }

    static TestAgent replying(ModelReply... script) {
        return new TestAgent(ScriptedModel.of(script));
    }

    static TestAgent following(ScriptedModel.Line... script) {
        return new TestAgent(ScriptedModel.following(script));
    }

    TestAgent tools(Tool... all) {
        tools = List.of(all);
        return this;
    }

    TestAgent hooks(CheckpointHook... all) {
        hooks = List.of(all);
        return this;
    }

    TestAgent inspector(SummaryInspector other) {
        inspector = other;
        return this;
    }

    TestAgent pins(Pin... all) {
        pins.addAll(Arrays.asList(all));
        return this;
    }

    TestAgent file(String path, String text) {
        files.put(path, text);
        return this;
    }

    TestAgent without(String path) {
        files.remove(path);
        return this;
    }

    TestAgent compaction(Compaction other) {
        compaction = other;
        return this;
    }

    TestAgent budget(Budget other) {
        budget = other;
        return this;
    }

    TestAgent toolTimeout(Duration other) {
        toolTimeout = other;
        return this;
    }

    TestAgent hookTimeout(Duration other) {
        hookTimeout = other;
        return this;
    }

    /** What is recorded goes through {@code other}, which hands it on to the agent's own. */
    TestAgent writing(SessionJournal other) {
        writing = other;
        return this;
    }

    TestAgent toolsAtOnce(int most) {
        toolsAtOnce = most;
        return this;
    }

    TestAgent progress(ToolProgress other) {
        progress = other;
        return this;
    }

    TestAgent approver(Approver other) {
        approver = other;
        return this;
    }

    TestAgent listener(SessionListener other) {
        listener = other;
        return this;
    }

    /** Says something to the agent once it is at work, from whatever thread; tells whether it was heard. */
    boolean send(String text) {
        return mailbox().message(text);
    }

    /** The same for one who talks more than a mailbox holds. */
    boolean sendIfRoom(String text) {
        try {
            return send(text);
        } catch (IllegalStateException full) {
            return true;
        }
    }

    /** Another writer takes the session's next place. */
    void seizeJournal() {
        long next = journal.read(SESSION).size() + 1L;
        var foreign = new SessionEvent.CancelRequested("mine now");
        journal.append(journal.current(SESSION).orElseThrow(), List.of(new JournalEntry(next, START, foreign)));
    }

    Mailbox mailbox() {
        return Objects.requireNonNull(session).mailbox();
    }

    /** Who compares summaries with what they close; nobody unless set. */
    TestRun run() throws Exception {
        return start().await();
    }

    /** Starts the agent on a thread of its own, for tests that do something meanwhile. */
    Running start() throws InterruptedException {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        return start(begin(states(executor)), executor);
    }

    private Running start(Session begun, ExecutorService executor) {
        var cancellation = new Cancellation();
        session = begun;
        var loop = loop(executor);
        Callable<Outcome> work = () -> loop.run(begun, cancellation);
        return new Running(executor, cancellation, begun, new FutureTask<>(work)).begin();
    }

    /** The same for tests that do something meanwhile. */
    Running takeUp() {
        var taken = taken(2);
        taken.goOn(settings(), "ada");
        return start(taken, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Records what somebody says to the session while nobody runs it. */
    void note(SessionEvent... said) {
        taken(3).note(List.of(said));
    }

    private Session taken(int process) {
        journal.current(SESSION).ifPresent(journal::release);
        var lease = journal.acquire(SESSION, new Holder("localhost", process, START));
        return Session.resume(writing, lease, clock, listener, SESSION);
    }

    /** Goes on with the session, after its end or in place of a process that died. */
    TestRun resume() throws Exception {
        return takeUp().await();
    }

    /** A session in which all this has happened, and which nobody runs. */
    Session at(List<SessionEvent> events) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = begin(states(executor));
            begun.record(events);
            return begun;
        }
    }

    private Session begin(StateSuppliers states) throws InterruptedException {
        var settings = settings();
        var opening = pins.stream().filter(pin -> !(pin instanceof Pin.Task)).toList();
        var sources = PinSources.atStart("Do the work.", states.ask(pins, Map.of()));
        return Session.begin(
                writing,
                journal.acquire(SESSION, new Holder("localhost", 1, START)),
                clock,
                listener,
                new SessionEvent.Started(SESSION, "Do the work.", settings, reader().read(opening, sources)));
    }

    private AgentSettings settings() {
        var box = new ToolBox(tools);
        return new AgentSettings(model.name(), "Work.", box.specs(), 1_000, compaction, pins, budget, box.policies());
    }

    private AgentLoop loop(ExecutorService executor) {
        return new AgentLoop(
                new ModelCalls(model),
                new ToolCalls(new ToolBox(tools), executor, toolTimeout, toolsAtOnce, progress),
                new Approvals(approver, executor),
                new CheckpointKeeper(
                        new BehindBuilder(
                                reader(), states(executor), new InspectorRunner(inspector, executor, hookTimeout)),
                        new LoopBreaker(),
                        new HookRunner(hooks, executor, hookTimeout)),
                executor);
    }

    private StateSuppliers states(ExecutorService executor) {
        return new StateSuppliers(pins, executor, hookTimeout);
    }

    private PinReader reader() {
        return new PinReader(path -> {
            var text = files.get(path.toString());
            if (text == null) {
                throw new NoSuchFileException(path.toString());
            }
            return text;
        });
    }

    /** An agent at work. */
    final class Running {
        private final ExecutorService executor;
        private final Cancellation cancellation;
        private final Session session;
        private final FutureTask<Outcome> outcome;
        private final Thread thread;

        private Running(
                ExecutorService executor, Cancellation cancellation, Session session, FutureTask<Outcome> outcome) {
            this.executor = executor;
            this.cancellation = cancellation;
            this.session = session;
            this.outcome = outcome;
            this.thread = Thread.ofVirtual().unstarted(outcome);
        }

        private Running begin() {
            thread.start();
            return this;
        }

        void cancel(String why) {
            cancellation.request(why);
            thread.interrupt();
        }

        void interrupt() {
            thread.interrupt();
        }

        /** Waits for the end and sweeps up whatever still runs. */
        TestRun await() throws Exception {
            try {
                return new TestRun(outcome(), session.state(), journal.read(SESSION), model);
            } finally {
                executor.shutdownNow();
            }
        }

        /** Waits for the end of a process that may have died, which leaves no journal worth looking at. */
        Outcome end() throws Exception {
            try {
                return outcome();
            } finally {
                executor.shutdownNow();
            }
        }

        /** Waits for the end and leaves what still runs running, for tests of who stops it. */
        Outcome outcome() throws Exception {
            try {
                return outcome.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e;
            }
        }
    }
}
