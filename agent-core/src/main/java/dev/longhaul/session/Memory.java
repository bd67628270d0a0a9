package dev.longhaul.session;

import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.ReinjectionHistory;
import dev.longhaul.model.Message;
import dev.longhaul.tool.TodoList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session knows beside its context: what its summaries lost and what became of what was put back, its to-do list, and
 * the last word of each state that is pinned. Immutable; a fold, so it survives a restart with the journal.
 *
 * @param facts which facts were put back how often, and whether they were used
 * @param lost facts worth keeping that accepted summaries lost, over all boundaries
 * @param reinjected of these, put back
 * @param todo the list as the agent wrote it last
 * @param states what each pinned state said last, by name
 */
public record Memory(ReinjectionHistory facts, long lost, long reinjected, TodoList todo, Map<String, String> states) {

    public static final Memory NONE = new Memory(ReinjectionHistory.NONE, 0, 0, TodoList.EMPTY, Map.of());

    public Memory {
        states = Map.copyOf(states);
    }

    Memory accepted(SessionEvent.Inspected inspected) {
        var back = inspected.reinjected().facts();
        return new Memory(facts.reinjected(back), lost + inspected.lost(), reinjected + back.size(), todo, states);
    }

    Memory replied(Message message) {
        var used = facts.replied(message);
        return used.equals(facts) ? this : new Memory(used, lost, reinjected, todo, states);
    }

    Memory wrote(TodoList list) {
        return new Memory(facts, lost, reinjected, list, states);
    }

    /** Pins were read; what a state said then is what it said last. */
    Memory read(List<Pin> pins, List<PinnedText> texts) {
        var latest = new HashMap<>(states);
        for (var pinned : texts) {
            if (!pinned.text().isBlank() && isState(pins, pinned.name())) {
                latest.put(pinned.name(), pinned.text());
            }
        }
        return latest.equals(states) ? this : new Memory(facts, lost, reinjected, todo, latest);
    }

    private static boolean isState(List<Pin> pins, String name) {
        return pins.stream()
                .anyMatch(pin -> pin instanceof Pin.State && pin.name().equals(name));
    }
}
