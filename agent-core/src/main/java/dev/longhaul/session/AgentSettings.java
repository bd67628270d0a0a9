package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.ToolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * @param wrapUpTools the names of the tools that may still be called when the model is told to wrap up
 */
public record AgentSettings(
        String model,
        String system,
        List<ToolSpec> tools,
        int maxTokens,
        Compaction compaction,
        List<Pin> pins,
        Budget budget,
        List<String> wrapUpTools) {

    /** Of an agent that calls nothing in a wrap-up. */
    public AgentSettings(
            String model,
            String system,
            List<ToolSpec> tools,
            int maxTokens,
            Compaction compaction,
            List<Pin> pins,
            Budget budget) {
        this(model, system, tools, maxTokens, compaction, pins, budget, List.of());
    }

    public AgentSettings {
        tools = List.copyOf(tools);
        wrapUpTools = List.copyOf(wrapUpTools);
        pins = pins.stream().map(Pin::recorded).toList();
        if (maxTokens < 1) {
            throw new IllegalArgumentException(
                    "a reply of at most " + maxTokens + " tokens says nothing: give 1 or more");
        }
        requireUnique("pin", pins.stream().map(Pin::name).toList());
        requireUnique("tool", tools.stream().map(ToolSpec::name).toList());
        requireKnown(tools.stream().map(ToolSpec::name).toList(), wrapUpTools);
    }

    /** With another budget. */
    public AgentSettings with(Budget other) {
        return new AgentSettings(model, system, tools, maxTokens, compaction, pins, other, wrapUpTools);
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
        differencesOfTools(other.tools).forEach(told::add);
        if (maxTokens != other.maxTokens) {
            told.add("a reply may have %,d tokens now, it was %,d".formatted(other.maxTokens, maxTokens));
        }
        if (!compaction.equals(other.compaction)) {
            told.add("the context is compacted in another way");
        }
        if (!pins.equals(other.pins)) {
            told.add("other pins stand behind the next boundary");
        }
        if (!wrapUpTools.equals(other.wrapUpTools)) {
            told.add("other tools may be called in the wrap-up");
        }
        return told;
    }

    private Stream<String> differencesOfTools(List<ToolSpec> others) {
        var gone = tools.stream().filter(tool -> named(others, tool).isEmpty());
        var added = others.stream().filter(tool -> named(tools, tool).isEmpty());
        var changed = others.stream()
                .filter(tool ->
                        named(tools, tool).filter(was -> !was.equals(tool)).isPresent());
        return Stream.of(
                        gone.map(tool -> "the tool " + tool.name() + " is gone"),
                        added.map(tool -> "the tool " + tool.name() + " is new"),
                        changed.map(tool -> "the tool " + tool.name() + " was changed"))
                .flatMap(told -> told);
    }

    private static Optional<ToolSpec> named(List<ToolSpec> tools, ToolSpec like) {
        return tools.stream().filter(tool -> tool.name().equals(like.name())).findFirst();
    }

    private static void requireKnown(List<String> tools, List<String> wrapUpTools) {
        for (var name : wrapUpTools) {
            if (!tools.contains(name)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" may be called in the wrap-up and is no tool: give the tool, too");
            }
        }
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
