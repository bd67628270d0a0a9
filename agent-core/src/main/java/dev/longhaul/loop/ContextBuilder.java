package dev.longhaul.loop;

import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.budget.Purpose;
import dev.longhaul.session.SessionState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the request that a state leads to. Pure. */
final class ContextBuilder {

    /** The provider wants several thousand tokens for a summary (wire spec §2.1); fewer would cut it off. */
    private static final int SUMMARY_TOKENS = 8_192;

    private static final String SUMMARISE = """
            This conversation is about to be compacted: everything above will be replaced by what you write now. Write a \
            summary from which the work can be continued without it: the task and its rules, what is done, what is left and \
            what comes next, what was found out, and every exact name, number, path, code and message that is still needed. \
            Do not call any tool and do not go on with the work.""";

    private ContextBuilder() {}

    static ModelRequest request(SessionState state, Purpose purpose) {
        var settings = state.start().settings();
        boolean asksInWords = purpose == Purpose.COMPACTION && isClientSide(state);
        return new ModelRequest(
                settings.system(),
                settings.tools(),
                messages(state, purpose, asksInWords),
                purpose == Purpose.COMPACTION ? Math.max(SUMMARY_TOKENS, settings.maxTokens()) : settings.maxTokens(),
                purpose == Purpose.WRAP_UP || asksInWords ? ToolChoice.NONE : ToolChoice.AUTO,
                state.compaction(purpose));
    }

    private static boolean isClientSide(SessionState state) {
        return state.start().settings().compaction().form().equals(Optional.of(CompactionForm.CLIENT));
    }

    /** A summary is asked of the same messages as before, so that the provider's cache serves it; the tail stays out. */
    private static List<Message> messages(SessionState state, Purpose purpose, boolean asksInWords) {
        var context = state.context();
        if (purpose != Purpose.COMPACTION) {
            return context.messages();
        }
        var closing = context.first(context.messages().size() - state.keptTail());
        return asksInWords
                ? closing.withUserText(Objects.requireNonNullElse(state.summaryInstructions(), SUMMARISE))
                        .messages()
                : closing.messages();
    }
}
