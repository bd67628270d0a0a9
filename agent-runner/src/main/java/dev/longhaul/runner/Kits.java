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

/** What sessions of one agent run with: the same for all, unless tool providers are asked for each. Thread-safe. */
final class Kits {

    private final AgentConfig config;
    private final Offered offered;
    private final ModelCalls models;
    private final StateSuppliers states;
    private final PinReader pins;
    private final ExecutorService executor;
    private final Kit own;

    Kits(
            AgentConfig config,
            Offered offered,
            ModelCalls models,
            StateSuppliers states,
            PinReader pins,
            ExecutorService executor) {
        this.config = config;
        this.offered = offered;
        this.models = models;
        this.states = states;
        this.pins = pins;
        this.executor = executor;
        this.own = kit(offered.tools());
    }

    /** What one session runs with. */
    record Kit(AgentSettings settings, AgentLoop loop) {}

    /**
     * For a session that is started or taken up: what providers have is asked for now.
     *
     * @throws IllegalArgumentException if one of them has a tool that cannot be offered
     * @throws IllegalStateException if one of them cannot say what it has
     */
    Kit of(String sessionId, String task) {
        return config.providers().isEmpty()
                ? own
                : kit(ProvidedTools.listAll(offered.tools(), config.providers(), sessionId, task));
    }

    private Kit kit(List<Tool> tools) {
        var toolBox = new ToolBox(withReading(tools));
        return new Kit(settings(toolBox), loop(toolBox));
    }

    /** Who has tools can read on in what they said. */
    private List<Tool> withReading(List<Tool> tools) {
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
                new Approvals(config.approver(), executor),
                new CheckpointKeeper(
                        new BehindBuilder(
                                pins, states, new InspectorRunner(config.inspector(), executor, config.hookTimeout())),
                        new LoopBreaker(),
                        new HookRunner(config.hooks(), executor, config.hookTimeout())),
                executor);
    }
}
