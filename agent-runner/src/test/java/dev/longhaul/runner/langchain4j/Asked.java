package dev.longhaul.runner.langchain4j;

import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.ToolSpec;
import java.util.List;

/** Requests for tests. */
final class Asked {

    static final ToolSpec LOOK = new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\",\"properties\":{}}"));

    private Asked() {}

    static ModelRequest hello() {
        return with(Message.user("hi"));
    }

    static ModelRequest with(Message... messages) {
        return new ModelRequest("Be brief.", List.of(LOOK), List.of(messages), 100, ToolChoice.AUTO, null);
    }
}
