package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** Where the replies of a wrap-up lead: to the calls that are let, and then to the end. Pure. */
final class AfterWrapUp {

    private AfterWrapUp() {}

    static SessionState replied(SessionState state, ModelReply reply) {
        var wrapUp = Optional.ofNullable(state.wrapUp()).orElseThrow();
        var said = state.with(state.context().withReply(reply.content()))
                .with(state.inbox().answered());
        if (!mayCall(state, reply)) {
            return said.with(new Position.Due(ending(wrapUp, reply)));
        }
        var round = said.with(wrapUp.round());
        return reply.stopReason() == StopReason.TOOL_USE
                ? AfterReply.lead(round, reply)
                : AfterReply.cutOffCalls(round, reply);
    }

    /** What cannot be answered is taken for the last word. */
    private static boolean mayCall(SessionState state, ModelReply reply) {
        var ids = reply.toolUses().stream().map(Block.ToolUse::id).toList();
        return state.wrappingUp().rounds() > 0
                && !ids.isEmpty()
                && ids.stream().distinct().count() == ids.size()
                && reply.compaction().isEmpty()
                && (reply.stopReason() == StopReason.TOOL_USE || reply.stopReason() == StopReason.MAX_TOKENS);
    }

    private static Ending ending(WrapUp wrapUp, ModelReply reply) {
        return switch (reply.stopReason()) {
            case REFUSAL -> AfterReply.refused(reply);
            case COMPACTION ->
                Ending.stopped(wrapUp.reason(), "the wrap-up brought a compaction instead of a last word");
            default -> new Ending(Ending.Kind.WRAPPED_UP, wrapUp.reason(), wrapUp.detail());
        };
    }

    /** The last word is asked for at once: not even calls can be paid for beside it. */
    static SessionState withoutCalls(SessionState state, WrapUp wrapUp) {
        return state.with(wrapUp.withoutRounds()).with(state.context().withUserText(WrapUpMessage.LAST));
    }

    /** The context with the answers to all calls of a reply. In a wrap-up they are no longer than what was set aside. */
    static Context answered(SessionState state, List<ToolResult> results) {
        var wrapUp = state.wrapUp();
        if (wrapUp == null || !wrapUp.asked()) {
            return state.context().withResults(results);
        }
        var context = state.context().withResults(shortened(results));
        return state.wrappingUp().rounds() == 0 ? context.withUserText(WrapUpMessage.LAST) : context;
    }

    private static List<ToolResult> shortened(List<ToolResult> results) {
        int each = WrappingUp.ANSWER_CHARS / results.size();
        return results.stream()
                .map(result -> ShownImages.none(result)
                        .saying(Excerpt.of(ShownImages.none(result).text(), each)))
                .toList();
    }
}
