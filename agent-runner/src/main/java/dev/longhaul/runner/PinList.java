package dev.longhaul.runner;

import dev.longhaul.compaction.Pin;
import dev.longhaul.tool.Tool;
import dev.longhaul.tools.TodoTool;
import java.util.ArrayList;
import java.util.List;

/** The pins of an agent in the making: the task, and what is added. Not thread-safe. */
final class PinList {

    private final List<Pin> pins = new ArrayList<>(List.of(Pin.task()));

    /** Adds a pin; the same one twice is once. The task and the to-do list take on the priority that was given last. */
    void add(Pin pin) {
        if (pin instanceof Pin.Task || pin instanceof Pin.Todo) {
            pins.replaceAll(other -> isOneKind(other, pin) ? pin : other);
        }
        if (!pins.contains(pin)) {
            pins.add(pin);
        }
    }

    private static boolean isOneKind(Pin one, Pin other) {
        return one.getClass().equals(other.getClass());
    }

    void addTodo() {
        if (pins.stream().noneMatch(Pin.Todo.class::isInstance)) {
            pins.add(Pin.todo());
        }
    }

    void removeTask() {
        pins.removeIf(Pin.Task.class::isInstance);
    }

    /**
     * The pins in the order they were added.
     *
     * @throws IllegalArgumentException if the to-do list is pinned and nothing can write it
     */
    List<Pin> all(List<Tool> tools) {
        if (pins.stream().anyMatch(Pin.Todo.class::isInstance)
                && tools.stream().noneMatch(TodoTool.class::isInstance)) {
            throw new IllegalArgumentException(
                    "the to-do list is pinned, but the agent has no tool to write it with: call todo(), or take the pin out");
        }
        return List.copyOf(pins);
    }
}
