package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Model;
import dev.longhaul.session.AgentName;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionPost;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolProgress;
import dev.longhaul.tools.ProvidedTools;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a runner is made of. */
record AgentConfig(
        Model model,
        Model summariser,
        Model prober,
        SummaryInspector inspector,
        String system,
        List<Tool> tools,
        List<ProvidedTools> providers,
        int maxTokens,
        Compaction compaction,
        List<Pin> pins,
        Budget budget,
        Pricing pricing,
        @Nullable SharedBudget shared,
        List<CheckpointHook> hooks,
        SessionJournal journal,
        SessionLease leases,
        SessionPost post,
        Duration postInterval,
        AgentName agent,
        SessionListener listener,
        InstantSource clock,
        Duration toolTimeout,
        int toolsAtOnce,
        ToolProgress progress,
        @Nullable Approver ownApprover,
        List<AutoCloseable> owned,
        Duration hookTimeout,
        Supplier<String> ids) {

    /** Who is asked; nobody unless named. */
    Approver approver() {
        return ownApprover == null ? Approver.nobody() : ownApprover;
    }

    /** The same as a sub-agent of another. */
    AgentConfig under(AgentConfig caller, boolean withCallersPrices) {
        return new AgentConfig(
                model,
                summariser,
                prober,
                inspector,
                system,
                tools,
                providers,
                maxTokens,
                compaction,
                pins,
                budget,
                withCallersPrices ? caller.pricing : pricing,
                caller.shared == null ? shared : caller.shared,
                hooks,
                caller.journal,
                caller.leases,
                caller.post,
                caller.postInterval,
                agent,
                caller.listener,
                caller.clock,
                toolTimeout,
                toolsAtOnce,
                progress.equals(ToolProgress.NONE) ? caller.progress : progress,
                ownApprover == null ? caller.ownApprover : ownApprover,
                owned,
                hookTimeout,
                ids);
    }
}
