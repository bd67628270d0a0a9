package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a reply leads, by its stop reason. Pure. */
final class AfterReply {

    private static final int MOST_CUT_OFF = 3;
    private static final int MOST_PAUSED = 20;

    private AfterReply() {}

    /** The content joins the context, and the reply's stop reason says what it leads to. */
    static SessionState join(SessionState state, List<Block> content, ModelReply reply) {
        if (reply.stopReason() == StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED) {
            // Half a reply, perhaps half a call; it is asked for again.
            return lead(state, reply);
        }
        return lead(
                state.with(state.context().withReply(content))
                        .with(state.inbox().answered()),
                reply);
    }

    /** {@code state} already holds the reply in its context. */
    static SessionState lead(SessionState state, ModelReply reply) {
        return switch (reply.stopReason()) {
            case TOOL_USE -> calling(state, reply);
            case END_TURN, STOP_SEQUENCE -> due(state, Ending.completed());
            case PAUSE_TURN -> paused(state, reply);
            case COMPACTION -> state.with(new Position.Ready());
            case MAX_TOKENS -> cutOff(state, reply);
            case REFUSAL -> due(state, refused(reply));
            case MODEL_CONTEXT_WINDOW_EXCEEDED -> Overflow.relieve(state, "the context filled the model's window");
            case UNKNOWN ->
                due(
                        state,
                        Ending.failed(
                                "unknown_stop_reason",
                                "the model stopped for \"" + reply.stopText()
                                        + "\", which this version does not know"));
        };
    }

    private static SessionState calling(SessionState state, ModelReply reply) {
        var ids = reply.toolUses().stream().map(Block.ToolUse::id).toList();
        if (ids.isEmpty()) {
            return due(state, Ending.failed("malformed_reply", "the model stopped for a tool but called none"));
        }
        if (Set.copyOf(ids).size() < ids.size()) {
            return due(state, Ending.failed("malformed_reply", "two calls of one reply have the same id: " + ids));
        }
        return state.with(new Position.Calling(reply, Map.of()));
    }

    /** The provider interrupted its own work; the turn goes back as it is, but not for ever. */
    private static SessionState paused(SessionState state, ModelReply reply) {
        if (state.progress().cutOff() >= MOST_PAUSED) {
            return due(
                    state,
                    Ending.stopped(
                            Ending.PROVIDER_ERROR,
                            "the provider interrupted the model's turn %d times in a row".formatted(MOST_PAUSED)));
        }
        return reply.toolUses().isEmpty() ? state.with(new Position.Ready(true)) : calling(state, reply);
    }

    static Ending refused(ModelReply reply) {
        var text = reply.message().text();
        return Ending.stopped(Ending.REFUSED, text.isBlank() ? "the model declined to go on" : text);
    }

    /** A call that was cut off may be half a call: none of them runs, each is told why (wire spec §6.3). */
    private static SessionState cutOff(SessionState state, ModelReply reply) {
        int max = state.start().settings().maxTokens();
        if (state.progress().cutOff() >= MOST_CUT_OFF) {
            return due(
                    state,
                    Ending.failed(
                            "max_tokens",
                            "%d replies in a row were cut off at %,d tokens: raise max tokens"
                                    .formatted(MOST_CUT_OFF, max)));
        }
        if (reply.toolUses().isEmpty()) {
            return state.with(state.context()
                            .withUserText(
                                    "Your reply was cut off at " + max + " tokens. Go on exactly where it stopped."))
                    .with(new Position.Ready());
        }
        return cutOffCalls(state, reply);
    }

    static SessionState cutOffCalls(SessionState state, ModelReply reply) {
        int max = state.start().settings().maxTokens();
        var results = new LinkedHashMap<String, ToolResult>();
        for (var use : reply.toolUses()) {
            results.put(
                    use.id(),
                    new ToolResult(
                            use.id(),
                            "Not run: the reply was cut off at " + max + " tokens. Call again with less in one reply.",
                            true));
        }
        return answered(state, new Position.Calling(reply, results));
    }

    /** Results go back together, in the order of the calls, once all are there. */
    static SessionState answered(SessionState state, Position.Calling calling) {
        if (!calling.isAnswered()) {
            return state.with(calling);
        }
        var results = calling.reply().toolUses().stream()
                .map(Block.ToolUse::id)
                .map(calling.results()::get)
                .collect(Collectors.toList());
        return TodoCalls.follow(state, calling)
                .with(AfterWrapUp.answered(state, results))
                .with(new Position.Ready());
    }

    private static SessionState due(SessionState state, Ending ending) {
        return state.with(new Position.Due(ending));
    }
}
