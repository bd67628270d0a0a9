package dev.longhaul.loop;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.session.Cut;
import dev.longhaul.session.SessionState;
import java.util.List;
import java.util.Objects;

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
        return switch (purpose) {
            case COMPACTION -> summary(state, state.cut());
            case PROBE -> ProbeRequest.of(state);
            case WORK, WRAP_UP -> conversation(state, purpose);
            case SUB_AGENT -> throw Purpose.notAsked();
        };
    }

    private static ModelRequest conversation(SessionState state, Purpose purpose) {
        var settings = state.start().settings();
        return new ModelRequest(
                settings.system(),
                settings.tools(),
                state.context().messages(),
                settings.maxTokens(),
                purpose == Purpose.WRAP_UP && state.wrappingUp().rounds() == 0 ? ToolChoice.NONE : ToolChoice.AUTO,
                state.nextCompaction().request(purpose));
    }

    /** Asks for nothing but a summary of what {@code cut} closes. */
    static ModelRequest summary(SessionState state, Cut cut) {
        var settings = state.start().settings();
        return new ModelRequest(
                settings.system(),
                settings.tools(),
                closing(state, cut),
                Math.max(SUMMARY_TOKENS, settings.maxTokens()),
                state.nextCompaction().isInWords() ? ToolChoice.NONE : ToolChoice.AUTO,
                state.nextCompaction().request(Purpose.COMPACTION));
    }

    /**
     * A summary is asked of the same messages as before, so that the provider's cache serves it; the tail stays out, what
     * stays in front is named.
     */
    private static List<Message> closing(SessionState state, Cut cut) {
        var closing = state.context().first(cut.to());
        if (!state.nextCompaction().isInWords()) {
            return closing.messages();
        }
        var words = Objects.requireNonNullElse(state.nextCompaction().instructions(), SUMMARISE);
        return closing.withUserText(cut.keepsHead() ? words + leavingOut(cut.from()) : words)
                .messages();
    }

    private static String leavingOut(int messages) {
        return """


            The first %d messages of the conversation stay as they are, word for word, and your summary will stand right \
            behind them: sum up only what came after those.""".formatted(messages);
    }
}
