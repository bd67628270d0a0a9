package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Role;
import dev.longhaul.tool.ToolResult;
import java.util.HashSet;
import java.util.Optional;

/** How a session is taken up again. Pure. */
final class Resuming {

    private static final String GO_ON = "Go on with the task from where you stopped.";
    /** Without the words that ask for a wrap-up, which models and their stand-ins listen for. */
    private static final String GO_ON_ALL_THE_SAME =
            "You may go on after all: your last reply does not have to be the last,"
                    + " and tools can be called again. Go on with the task from where you stopped.";

    private Resuming() {}

    /** Why it cannot be taken up; empty if it can. */
    static Optional<String> refusal(SessionState state) {
        if (!(state.position() instanceof Position.Ended ended)) {
            return Optional.empty();
        }
        var ending = ended.ending();
        if (ending.kind() == Ending.Kind.COMPLETED && state.unread() == 0) {
            return Optional.of("it has completed: send it a message first, or start another");
        }
        return isOutOfBudget(ending) && !ended.raised()
                ? Optional.of("its budget is spent (%s): raise it first".formatted(ending.detail()))
                : Optional.empty();
    }

    private static boolean isOutOfBudget(Ending ending) {
        return ending.kind() != Ending.Kind.COMPLETED
                && (ending.reason().equals(Ending.BUDGET_EXHAUSTED)
                        || ending.reason().equals(Ending.DEADLINE));
    }

    static Position before(Position position) {
        return switch (position) {
            case Position.Due due -> due.before();
            case Position.Ended ended -> ended.before();
            default -> position;
        };
    }

    static SessionState resumed(SessionState state, SessionEvent.Resumed event) {
        var changed = event.settings() == null ? state : state.with(event.settings());
        var open = state.position() instanceof Position.Ended ended ? reopened(changed, ended) : changed;
        // Whatever was started before is in nobody's hands now.
        return open.position() instanceof Position.Calling calling ? open.with(calling.abandoned()) : open;
    }

    /** Who was only interrupted, or waited for a person, goes on with all that was due; any other end is undone, and compaction has a new trial. */
    private static SessionState reopened(SessionState state, Position.Ended ended) {
        var at = state.with(ended.before());
        if (wasInterrupted(ended.ending())) {
            return mended(at, GO_ON);
        }
        var wrapUp = state.wrapUp();
        boolean told = wrapUp != null && wrapUp.asked();
        var opened = Fold.probing(at)
                .with(at.spending().reopened())
                .with(at.progress().whole())
                .withoutWrapUp();
        return mended(opened, told ? GO_ON_ALL_THE_SAME : GO_ON);
    }

    private static boolean wasInterrupted(Ending ending) {
        return ending.kind() == Ending.Kind.CANCELLED || ending.reason().equals(Ending.APPROVAL);
    }

    /** A context that ends with the model's words waits for the user's; calls nobody answered are answered for. */
    private static SessionState mended(SessionState state, String goOn) {
        if (!(state.position() instanceof Position.Ready ready) || ready.turnOpen()) {
            return state;
        }
        var last = state.context().messages().getLast();
        if (last.role() != Role.ASSISTANT) {
            return state;
        }
        var calls = last.blocks(Block.ToolUse.class).toList();
        if (calls.isEmpty()) {
            return state.unread() > 0 ? state : state.with(state.context().withUserText(goOn));
        }
        var ids = new HashSet<String>();
        if (!calls.stream().allMatch(call -> ids.add(call.id()))) {
            return state.with(state.context().withoutLast());
        }
        var notRun = calls.stream()
                .map(call -> new ToolResult(call.id(), "Not run: the session ended before it.", true))
                .toList();
        return state.with(state.context().withResults(notRun));
    }
}
