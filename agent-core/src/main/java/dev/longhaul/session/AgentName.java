package dev.longhaul.session;

import java.util.List;

/**
 * How an agent can be built again by whoever goes on with its session. Immutable data without secrets.
 *
 * @param name which agent, for whoever builds them; empty if nobody named it
 * @param options as on a command line
 */
public record AgentName(String name, List<String> options) {

    public static final AgentName NONE = new AgentName("", List.of());

    public AgentName {
        options = List.copyOf(options);
    }
}
