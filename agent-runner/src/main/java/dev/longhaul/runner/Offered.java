package dev.longhaul.runner;

import dev.longhaul.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent is offered.
 *
 * @param tools all of them, but what providers have
 * @param subAgents those of them that are agents
 */
record Offered(List<Tool> tools, List<ChildSessions> subAgents) {

    /** Sub-agents are built here. */
    static Offered by(AgentConfig config) {
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
        return new Offered(List.copyOf(all), List.copyOf(subAgents));
    }
}
