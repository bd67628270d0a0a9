package dev.longhaul.runner.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives each call of a reply an id of its own. Some providers send none, some the same for all calls of a reply; a made one is
 * new in the context, and the same whenever the same reply answers the same request. Used for one reply, by one thread.
 */
final class CallIds {

    private final Set<String> used;
    private final Set<String> given = new HashSet<>();
    private int next;

    CallIds(ModelRequest request) {
        this.used = request.messages().stream()
                .flatMap(message -> message.blocks(Block.ToolUse.class))
                .map(Block.ToolUse::id)
                .collect(Collectors.toSet());
        this.next = used.size() + 1;
    }

    // LangChain4j allows an id to be null.
    @SuppressWarnings("ConstantValue")
    String idOf(ToolExecutionRequest call) {
        var id = call.id();
        if (id != null && !id.isBlank() && given.add(id)) {
            return id;
        }
        String made;
        do {
            made = "call_" + next++;
        } while (used.contains(made) || !given.add(made));
        return made;
    }
}
