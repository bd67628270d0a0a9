package dev.longhaul.runner;

import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.loop.AgentLoop;
import dev.longhaul.loop.Approvals;
import dev.longhaul.loop.BehindBuilder;
import dev.longhaul.loop.CheckpointKeeper;
import dev.longhaul.loop.HookRunner;
import dev.longhaul.loop.InspectorRunner;
import dev.longhaul.loop.ModelCalls;
import dev.longhaul.loop.StateSuppliers;
import dev.longhaul.loop.ToolCalls;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.JournalResults;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tools.ProvidedTools;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Puts together what sessions run with: one kit for all, unless providers bring tools. Thread-safe. */
final class Kits {

    private final AgentRunnerBuilder.Config config;
    private final ModelCalls models;
    private final PinReader pins;
    private final StateSuppliers states;
    private final ExecutorService executor;
    private final Kit own;

    Kits(
            AgentRunnerBuilder.Config config,
            ModelCalls models,
            PinReader pins,
            StateSuppliers states,
            ExecutorService executor) {
        this.config = config;
        this.models = models;
        this.pins = pins;
        this.states = states;
        this.executor = executor;
        this.own = of(config.tools());
    }

    /**
     * What a session runs with.
     *
     * @param settings as they are recorded
     * @param loop that follows them
     */
    record Kit(AgentSettings settings, AgentLoop loop) {}

    /** What sessions run with as far as it is the same for all: without the tools of providers. */
    Kit own() {
        return own;
    }

    /**
     * What this session runs with. Providers are asked now what they have.
     *
     * @throws IllegalArgumentException if a provider's tool cannot be offered
     * @throws IllegalStateException if a provider cannot say what it has
     */
    Kit of(String sessionId, String task) {
        return config.providers().isEmpty()
                ? own
                : of(ProvidedTools.listAll(config.tools(), config.providers(), sessionId, task));
    }

    private Kit of(List<Tool> tools) {
        var toolBox = new ToolBox(offered(tools));
        return new Kit(settings(toolBox), loop(toolBox));
    }

    /** Who has tools can read on in what they said. */
    private List<Tool> offered(List<Tool> tools) {
        var all = new ArrayList<>(tools);
        if (!all.isEmpty()) {
            all.add(new ReadResult(new JournalResults(config.journal())));
        }
        return all;
    }

    private AgentSettings settings(ToolBox toolBox) {
        return new AgentSettings(
                config.model().name(),
                config.system(),
                toolBox.specs(),
                config.maxTokens(),
                config.compaction()
                        .settledFor(config.model().name(), config.model().capabilities()),
                config.pins(),
                config.budget(),
                toolBox.policies());
    }

    private AgentLoop loop(ToolBox toolBox) {
        return new AgentLoop(
                models,
                new ToolCalls(toolBox, executor, config.toolTimeout(), config.toolsAtOnce(), config.progress()),
                new Approvals(config.approver()),
                new CheckpointKeeper(
                        new BehindBuilder(
                                pins, states, new InspectorRunner(config.inspector(), executor, config.hookTimeout())),
                        new LoopBreaker(),
                        new HookRunner(config.hooks(), executor, config.hookTimeout())),
                executor);
    }
}
