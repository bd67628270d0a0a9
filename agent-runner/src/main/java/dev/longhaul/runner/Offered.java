package dev.longhaul.runner;

import dev.longhaul.session.JournalResults;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent is offered.
 *
 * @param tools all of them
 * @param subAgents those of them that are agents
 */
record Offered(List<Tool> tools, List<ChildSessions> subAgents) {

    /** Sub-agents are built here; who has tools can read on in what they said. */
    static Offered by(AgentRunnerBuilder.Config config) {
        var all = new ArrayList<Tool>();
        var subAgents = new ArrayList<ChildSessions>();
        for (var tool : config.tools()) {
            if (tool instanceof SubAgent agent) {
                var sessions = agent.under(config);
                subAgents.add(sessions);
                all.add(sessions);
            } else {
                all.add(tool);
            }
        }
        if (!all.isEmpty()) {
            all.add(new ReadResult(new JournalResults(config.journal())));
        }
        return new Offered(List.copyOf(all), List.copyOf(subAgents));
    }
}
