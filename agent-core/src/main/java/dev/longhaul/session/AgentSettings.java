package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.ToolSpec;
import java.util.List;

/**
 * What kind of agent a session runs. Immutable data without secrets; it stands in the session's first event.
 *
 * @param model the model's name
 * @param system standing instructions; empty for none
 * @param tools what the model may call
 * @param maxTokens the most output tokens of one reply
 * @param compaction when and how the context is compacted
 * @param pins what stands behind every boundary, as the journal keeps it: of a state, its name
 * @param budget what may be spent
 */
public record AgentSettings(
        String model,
        String system,
        List<ToolSpec> tools,
        int maxTokens,
        Compaction compaction,
        List<Pin> pins,
        Budget budget) {

    public AgentSettings {
        tools = List.copyOf(tools);
        pins = pins.stream().map(Pin::recorded).toList();
        if (maxTokens < 1) {
            throw new IllegalArgumentException(
                    "a reply of at most " + maxTokens + " tokens says nothing: give 1 or more");
        }
        requireUnique("pin", pins.stream().map(Pin::name).toList());
        requireUnique("tool", tools.stream().map(ToolSpec::name).toList());
    }

    private static void requireUnique(String what, List<String> names) {
        var seen = new java.util.HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "two " + what + "s are named \"" + name + "\": give each its own name");
            }
        }
    }
}
