package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.tool.ToolResult;

/** Brings what was said from outside into the context, as soon as the user may speak there. Pure. */
final class Delivery {

    private Delivery() {}

    static SessionState deliver(SessionState state) {
        var wrapUp = state.wrapUp();
        if (state.inbox().waiting().isEmpty() || (wrapUp != null && wrapUp.asked())) {
            return state;
        }
        return switch (state.position()) {
            case Position.Ready ready when !ready.turnOpen() -> said(state);
            case Position.Due due
            when due.ending().kind() == Ending.Kind.COMPLETED ->
                said(withoutOpenCalls(state)).with(new Position.Ready());
            default -> state;
        };
    }

    /** Where the user's side speaks anyway, whoever waits is heard first. */
    static SessionState said(SessionState state) {
        var context = state.context();
        for (var text : state.inbox().waiting()) {
            context = context.withUserText(text);
        }
        return state.with(context).with(state.inbox().delivered());
    }

    /** A model that is done may still have called something in the same breath; nobody runs that. */
    private static SessionState withoutOpenCalls(SessionState state) {
        var notRun = state.context()
                .messages()
                .getLast()
                .blocks(Block.ToolUse.class)
                .map(use -> new ToolResult(use.id(), "Not run: you ended your turn.", true))
                .toList();
        return notRun.isEmpty() ? state : state.with(state.context().withResults(notRun));
    }
}
