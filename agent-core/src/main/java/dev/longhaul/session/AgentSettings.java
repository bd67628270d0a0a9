package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
 * @param policies how calls are run, by the tool's name; tools that are not named have {@link CallPolicy#DEFAULT}
 */
public record AgentSettings(
        String model,
        String system,
        List<ToolSpec> tools,
        int maxTokens,
        Compaction compaction,
        List<Pin> pins,
        Budget budget,
        Map<String, CallPolicy> policies) {

    /** Of an agent whose tools all have the default policy. */
    public AgentSettings(
            String model,
            String system,
            List<ToolSpec> tools,
            int maxTokens,
            Compaction compaction,
            List<Pin> pins,
            Budget budget) {
        this(model, system, tools, maxTokens, compaction, pins, budget, Map.of());
    }

    public AgentSettings {
        policies = otherThanDefault(policies);
        tools = List.copyOf(tools);
        pins = pins.stream().map(Pin::recorded).toList();
        if (maxTokens < 1) {
            throw new IllegalArgumentException(
                    "a reply of at most " + maxTokens + " tokens says nothing: give 1 or more");
        }
        requireUnique("pin", pins.stream().map(Pin::name).toList());
        requireUnique("tool", tools.stream().map(ToolSpec::name).toList());
    }

    /** In one order, or the same agent would be recorded in many ways. */
    private static Map<String, CallPolicy> otherThanDefault(Map<String, CallPolicy> all) {
        var kept = new TreeMap<>(all);
        kept.values().removeIf(CallPolicy.DEFAULT::equals);
        return Collections.unmodifiableMap(kept);
    }

    /** How the calls of a tool are run. */
    public CallPolicy policy(String tool) {
        return policies.getOrDefault(tool, CallPolicy.DEFAULT);
    }

    /** The names of the tools that may still be called when the model is told to wrap up. */
    public List<String> wrapUpTools() {
        return tools.stream()
                .map(ToolSpec::name)
                .filter(name -> policy(name).inWrapUp())
                .toList();
    }

    /** Whether the model may call a tool of that name. */
    boolean offers(String tool) {
        return tools.stream().anyMatch(spec -> spec.name().equals(tool));
    }

    /** With another budget. */
    public AgentSettings with(Budget other) {
        return new AgentSettings(model, system, tools, maxTokens, compaction, pins, other, policies);
    }

    /** What is different in {@code other}, one sentence each; budgets aside. */
    public List<String> differencesOf(AgentSettings other) {
        var told = new ArrayList<String>();
        if (!model.equals(other.model)) {
            told.add("the model is " + other.model + " now, it was " + model);
        }
        if (!system.equals(other.system)) {
            told.add("the standing instructions were changed");
        }
        differencesOfTools(other).forEach(told::add);
        if (maxTokens != other.maxTokens) {
            told.add("a reply may have %,d tokens now, it was %,d".formatted(other.maxTokens, maxTokens));
        }
        if (!compaction.equals(other.compaction)) {
            told.add("the context is compacted in another way");
        }
        if (!pins.equals(other.pins)) {
            told.add("other pins stand behind the next boundary");
        }
        return told;
    }

    private Stream<String> differencesOfTools(AgentSettings other) {
        var others = other.tools;
        var gone = tools.stream().filter(tool -> named(others, tool).isEmpty());
        var added = others.stream().filter(tool -> named(tools, tool).isEmpty());
        var changed = others.stream()
                .filter(tool ->
                        named(tools, tool).filter(was -> !was.equals(tool)).isPresent());
        var ruled = others.stream()
                .filter(tool -> named(tools, tool).isPresent())
                .filter(tool -> !policy(tool.name()).equals(other.policy(tool.name())));
        return Stream.of(
                        gone.map(tool -> "the tool " + tool.name() + " is gone"),
                        added.map(tool -> "the tool " + tool.name() + " is new"),
                        changed.map(tool -> "the tool " + tool.name() + " was changed"),
                        ruled.map(tool -> "calls of the tool " + tool.name() + " are run in another way"))
                .flatMap(told -> told);
    }

    private static Optional<ToolSpec> named(List<ToolSpec> tools, ToolSpec like) {
        return tools.stream().filter(tool -> tool.name().equals(like.name())).findFirst();
    }

    private static void requireUnique(String what, List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "two " + what + "s are named \"" + name + "\": give each its own name");
            }
        }
    }
}
