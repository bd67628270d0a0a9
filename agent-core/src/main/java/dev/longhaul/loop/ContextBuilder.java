package dev.longhaul.loop;

import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.session.SessionEvent.Purpose;
import dev.longhaul.session.SessionState;

/** Makes the request that a state leads to. Pure. */
final class ContextBuilder {

    private ContextBuilder() {}

    static ModelRequest request(SessionState state, Purpose purpose) {
        var settings = state.start().settings();
        return new ModelRequest(
                settings.system(),
                settings.tools(),
                state.context().messages(),
                settings.maxTokens(),
                purpose == Purpose.WRAP_UP ? ToolChoice.NONE : ToolChoice.AUTO,
                state.compaction(purpose));
    }
}
