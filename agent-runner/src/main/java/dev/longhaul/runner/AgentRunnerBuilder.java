package dev.longhaul.runner;

import dev.langchain4j.service.tool.ToolProvider;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.loop.ToolCalls;
import dev.longhaul.model.Model;
import dev.longhaul.runner.prices.PriceFiles;
import dev.longhaul.session.AgentName;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionPost;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolProgress;
import dev.longhaul.tools.AnnotatedTools;
import dev.longhaul.tools.ProvidedTools;
import dev.longhaul.tools.TodoTool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an {@link AgentRunner} together. Only the model is required. Not thread-safe. */
public final class AgentRunnerBuilder {

    /** Longer than anybody waits, and short enough to reckon with. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private @Nullable Model model;
    private @Nullable Model summariser;
    private @Nullable Model prober;
    private @Nullable SummaryInspector inspector;
    private boolean defaultPins = true;
    private String system = "";
    private final List<Tool> tools = new ArrayList<>();
    private final List<ProvidedTools> providers = new ArrayList<>();
    private int maxTokens = 8_192;
    private Compaction compaction = Compaction.at(Compaction.DEFAULT_TRIGGER);
    private final PinList pins = new PinList();
    private Budget budget = Budget.unlimited();
    private @Nullable PriceList prices;
    private @Nullable SharedBudget shared;
    private final List<CheckpointHook> hooks = new ArrayList<>();
    private SessionJournal journal;
    private SessionLease leases;
    private SessionPost post = SessionPost.NONE;
    private Duration postInterval = Duration.ofSeconds(1);
    private AgentName agent = AgentName.NONE;
    private SessionListener listener = (entry, state) -> {};
    private InstantSource clock = InstantSource.system();
    private Duration toolTimeout = Duration.ofMinutes(10);
    private int toolsAtOnce = ToolCalls.AT_ONCE;
    private ToolProgress progress = ToolProgress.NONE;
    private final List<AutoCloseable> owned = new ArrayList<>();
    private @Nullable Approver approver;
    private Duration hookTimeout = Duration.ofSeconds(30);
    private Supplier<String> ids = SessionIds::fresh;
    private boolean building;

    AgentRunnerBuilder() {
        var memory = new InMemoryJournal();
        journal = memory;
        leases = memory;
    }

    public AgentRunnerBuilder model(Model model) {
        this.model = model;
        return this;
    }

    /**
     * Writes the summaries of {@link Compaction#clientSide}, a cheaper model perhaps; the agent's own by default. The other
     * forms take no other model (wire spec §1.1).
     */
    public AgentRunnerBuilder summariser(Model other) {
        this.summariser = other;
        return this;
    }

    /**
     * Probes each summary, as {@link Compaction#probe()} does, with a model of its own, a cheaper one perhaps; the agent's own
     * by default.
     */
    public AgentRunnerBuilder probe(Model other) {
        this.prober = other;
        return this;
    }

    /** Compares each summary with what it closes; what it finds lost is put back. A {@link FactInspector} by default. */
    public AgentRunnerBuilder inspector(SummaryInspector inspector) {
        this.inspector = inspector;
        return this;
    }

    /** Standing instructions; none by default. */
    public AgentRunnerBuilder system(String text) {
        this.system = text.isBlank() ? "" : text;
        return this;
    }

    /**
     * Adds tools: objects with LangChain4j's {@code @Tool} methods, or {@link Tool}s. Those that are {@link AutoCloseable} are
     * closed with the runner.
     *
     * @throws IllegalArgumentException if a method cannot be a tool; names it, and the fix
     */
    public AgentRunnerBuilder tools(Object... objects) {
        for (var object : objects) {
            if (object instanceof AutoCloseable closeable) {
                owned.add(closeable);
            }
            if (object instanceof TodoTool) {
                todo();
            } else if (object instanceof Tool tool) {
                tools.add(tool);
            } else {
                tools.addAll(AnnotatedTools.of(object));
            }
        }
        return this;
    }

    /**
     * Adds all tools of a LangChain4j tool provider, an MCP server for example. It is asked what it has whenever a session is
     * started or resumed, and not in between; what it has is recorded with the session. One that is {@link AutoCloseable} is
     * closed with the runner.
     */
    public AgentRunnerBuilder toolProvider(ToolProvider provider) {
        return toolProvider(ProvidedTools.of(provider));
    }

    /** The same with policies for the calls of its tools. */
    public AgentRunnerBuilder toolProvider(ProvidedTools provided) {
        providers.add(provided);
        provided.closeable().ifPresent(owned::add);
        return this;
    }

    /** Closes something else with the runner, the clients of a tool provider for example; in the order given. */
    public AgentRunnerBuilder closing(AutoCloseable... others) {
        owned.addAll(List.of(others));
        return this;
    }

    /** Gives the agent a to-do list, kept with the tool {@code todo} and pinned as it stands. */
    public AgentRunnerBuilder todo() {
        if (tools.stream().noneMatch(TodoTool.class::isInstance)) {
            tools.add(new TodoTool());
        }
        pins.addTodo();
        return this;
    }

    /** The most output tokens of one reply; 8,192 by default. */
    public AgentRunnerBuilder maxTokens(int tokens) {
        this.maxTokens = tokens;
        return this;
    }

    /** When and how to compact; at {@value Compaction#DEFAULT_TRIGGER} tokens by default. */
    public AgentRunnerBuilder compaction(Compaction compaction) {
        this.compaction = compaction;
        return this;
    }

    /**
     * Pins more; the task is pinned unless {@link #noDefaultPins()} says otherwise, the to-do list if there is one. The same pin
     * twice is once; either of these two pinned again takes on the priority given last.
     */
    public AgentRunnerBuilder pin(Pin... more) {
        for (var pin : more) {
            pins.add(pin);
        }
        return this;
    }

    /**
     * Takes summaries on trust: the task is not pinned, and facts that a summary lost are not put back unless an
     * {@link #inspector} is named.
     */
    public AgentRunnerBuilder noDefaultPins() {
        defaultPins = false;
        pins.removeTask();
        return this;
    }

    /** What a session may spend; unlimited by default. */
    public AgentRunnerBuilder budget(Budget budget) {
        this.budget = budget;
        return this;
    }

    /** What tokens cost; the prices that come with the library by default. */
    public AgentRunnerBuilder prices(PriceList prices) {
        this.prices = prices;
        return this;
    }

    /** Lets all sessions of this runner, and of any other with the same pool, spend from one budget beside their own. */
    public AgentRunnerBuilder sharedBudget(SharedBudget pool) {
        this.shared = pool;
        return this;
    }

    /**
     * Adds a hook; see {@link CheckpointHook} for the order.
     *
     * @throws IllegalArgumentException if it was added before
     */
    public AgentRunnerBuilder onCheckpoint(CheckpointHook hook) {
        if (hooks.contains(hook)) {
            throw new IllegalArgumentException("this checkpoint hook is registered already: register it once");
        }
        hooks.add(hook);
        return this;
    }

    /**
     * Where sessions live; in memory by default. Whoever opened it closes it, after the runner. One that is a
     * {@link SessionPost} too brings what other processes have to say to the sessions that run here.
     */
    public <S extends SessionJournal & SessionLease> AgentRunnerBuilder journal(S store) {
        this.journal = store;
        this.leases = store;
        this.post = store instanceof SessionPost takesLetters ? takesLetters : SessionPost.NONE;
        return this;
    }

    /**
     * Names the agent in its journals, so that whoever finds a session knows how to build the agent that goes on with it.
     *
     * @param options what it was built with, as on a command line; without secrets
     */
    public AgentRunnerBuilder named(String name, String... options) {
        this.agent = new AgentName(name, List.of(options));
        return this;
    }

    /** Is told of every event; one listener, the last one set. */
    public AgentRunnerBuilder listener(SessionListener listener) {
        this.listener = listener;
        return this;
    }

    public AgentRunnerBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** How many calls of one reply run at the same time at most; 16 by default. */
    public AgentRunnerBuilder toolsAtOnce(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " tools at once lets none run: give 1 or more");
        }
        this.toolsAtOnce = most;
        return this;
    }

    /** Is told how calls go while they run; see {@link dev.longhaul.tool.ToolContext#progress}. */
    public AgentRunnerBuilder onProgress(ToolProgress listener) {
        this.progress = listener;
        return this;
    }

    /**
     * How long a tool call may take before it is interrupted and answered for; ten minutes by default. A tool's own policy
     * goes before it.
     */
    public AgentRunnerBuilder toolTimeout(Duration time) {
        this.toolTimeout = requirePositive("tool timeout", time);
        return this;
    }

    /**
     * Who is asked about calls that need a person; nobody by default, so that such a call suspends its session once the other
     * calls of its reply have run. {@link Sessions#approve} or {@link Sessions#deny}, and {@link AgentRunner#resume}, go on.
     */
    public AgentRunnerBuilder approver(Approver who) {
        this.approver = who;
        return this;
    }

    /**
     * How long a checkpoint hook may take before it counts as accept, an inspector before another takes its place, and pinned
     * states before what they said last stands; 30 seconds by default.
     */
    public AgentRunnerBuilder hookTimeout(Duration time) {
        this.hookTimeout = requirePositive("hook timeout", time);
        return this;
    }

    /** How often a running session looks for what other processes left for it; every second by default. */
    public AgentRunnerBuilder lettersEvery(Duration time) {
        this.postInterval = requirePositive("time between two looks for letters", time);
        return this;
    }

    /** Makes the ids of new sessions; random by default. */
    public AgentRunnerBuilder sessionIds(Supplier<String> ids) {
        this.ids = ids;
        return this;
    }

    private SummaryInspector usualInspector() {
        return defaultPins ? new FactInspector() : inspection -> Retention.NOTHING;
    }

    private static Duration requirePositive(String what, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a " + what + " of " + time + " leaves no time: give a positive one");
        }
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    /**
     * The runner.
     *
     * @throws IllegalStateException if there is no model
     * @throws IllegalArgumentException if two tools or two pins have the same name, the to-do list is pinned and there is none,
     *     the model cannot compact in the form chosen, or the form it settles on cannot take the instructions
     */
    public AgentRunner build() {
        if (model == null) {
            throw new IllegalStateException(
                    "the agent has no model: call model(Claude.fromEnvironment()), or give another");
        }
        return build(model, this::config);
    }

    /**
     * The runner of a sub-agent. Where its sessions live, what time it is and who is told are its caller's; so are model,
     * prices and approver where none are named here.
     *
     * @throws IllegalArgumentException as {@link #build()}, or if the agent would be its own sub-agent
     */
    AgentRunner buildUnder(AgentConfig caller) {
        return build(
                model == null ? caller.model() : model, known -> config(known).under(caller, this.prices == null));
    }

    private AgentRunner build(Model known, Function<Model, AgentConfig> config) {
        if (building) {
            throw new IllegalArgumentException(
                    "an agent cannot be its own sub-agent: build the sub-agent with a builder of its own");
        }
        building = true;
        try {
            return new AgentRunner(config.apply(known));
        } finally {
            building = false;
        }
    }

    private AgentConfig config(Model known) {
        return new AgentConfig(
                known,
                summariser == null ? known : summariser,
                prober == null ? known : prober,
                inspector == null ? usualInspector() : inspector,
                system,
                List.copyOf(tools),
                List.copyOf(providers),
                maxTokens,
                prober == null ? compaction : compaction.probe(),
                pins.all(tools),
                budget,
                new Pricing(prices == null ? PriceFiles.shipped() : prices),
                shared,
                List.copyOf(hooks),
                journal,
                leases,
                post,
                postInterval,
                agent,
                listener,
                clock,
                toolTimeout,
                toolsAtOnce,
                progress,
                approver,
                List.copyOf(owned),
                hookTimeout,
                ids);
    }
}
