package dev.longhaul.session;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.Role;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/** How a session is taken up again. Pure. */
final class Resuming {

    private static final String GO_ON = "Go on with the task from where you stopped.";

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
        return isOutOfBudget(state, ending)
                ? Optional.of("its budget is spent (%s): raise it first".formatted(ending.detail()))
                : Optional.empty();
    }

    /** Why {@code now} cannot go on where another agent stopped; empty if it can. */
    static Optional<String> refusal(SessionState state, AgentSettings now) {
        boolean signed = state.context()
                .messages()
                .getFirst()
                .blocks(Block.Compaction.class)
                .anyMatch(Block.Compaction::onDemand);
        return signed && CompactionPlan.of(now.compaction()).form() == CompactionForm.THRESHOLD
                ? Optional.of(
                        "it was compacted on demand, and no provider takes a signed block together with a threshold:"
                                + " build the agent with Compaction.onDemand, as before")
                : Optional.empty();
    }

    private static boolean isOutOfBudget(SessionState state, Ending ending) {
        return ending.kind() != Ending.Kind.COMPLETED
                && !state.spending().raised()
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
        var open =
                switch (state.position()) {
                    case Position.Ended ended -> reopened(changed, ended);
                    case Position.Due due
                    when isUndone(state, due.ending()) -> reopened(changed, Position.Ended.after(due, due.ending()));
                    default -> changed;
                };
        var taken = open.with(open.spending().takenUp());
        // Whatever was started before is in nobody's hands now.
        return taken.position() instanceof Position.Calling calling ? taken.with(calling.abandoned()) : taken;
    }

    /** Whether an end that nobody could record yet is none any more; one that is good, or that the budget wants, comes. */
    private static boolean isUndone(SessionState state, Ending ending) {
        return ending.kind() != Ending.Kind.COMPLETED
                && ending.kind() != Ending.Kind.WRAPPED_UP
                && !isOutOfBudget(state, ending);
    }

    /**
     * Who was only interrupted, or waited for a person, goes on with all that was due; any other end is undone, and compaction
     * has a new trial.
     */
    private static SessionState reopened(SessionState state, Position.Ended ended) {
        var at = state.with(ended.before());
        var wrapUp = state.wrapUp();
        boolean raised =
                wrapUp != null && wrapUp.isOfTheBudget() && state.spending().raised();
        if (wasInterrupted(ended.ending()) && !raised) {
            return mended(at);
        }
        var opened = Fold.probing(at)
                .with(at.spending().reopened())
                .with(at.progress().whole());
        return mended(withoutWrapUp(opened));
    }

    /** A model that was told to wrap up is told, before anything else that waits, that it may go on. */
    static SessionState withoutWrapUp(SessionState state) {
        var wrapUp = state.wrapUp();
        if (wrapUp == null) {
            return state;
        }
        var told = wrapUp.asked() ? state.with(state.inbox().takingBackTheWrapUp()) : state;
        boolean asksForLastWord = told.position() instanceof Position.Asked asked
                && asked.request().purpose() == Purpose.WRAP_UP;
        return (asksForLastWord ? told.with(Position.Ready.again(told.context())) : told).withoutWrapUp();
    }

    private static boolean wasInterrupted(Ending ending) {
        return ending.kind() == Ending.Kind.CANCELLED
                || ending.reason().equals(Ending.APPROVAL)
                || ending.reason().equals(Ending.SUB_AGENT);
    }

    /** A context that ends with the model's words waits for the user's; calls nobody answered are answered for. */
    private static SessionState mended(SessionState state) {
        if (!(state.position() instanceof Position.Ready ready) || ready.turnOpen()) {
            return state;
        }
        var last = state.context().messages().getLast();
        if (last.role() != Role.ASSISTANT) {
            return state;
        }
        var calls = last.blocks(Block.ToolUse.class).toList();
        if (calls.isEmpty()) {
            return state.inbox().isEmpty() ? state.with(state.context().withUserText(GO_ON)) : state;
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

    /** What has to be recorded if whoever made the call under way is gone. */
    static Optional<SessionEvent> lostCall(SessionState state) {
        var worst = state.spending().inFlight().worst();
        return state.isEnding() || worst.equals(Charge.NONE)
                ? Optional.empty()
                : Optional.of(new SessionEvent.AttemptFailed(
                        1,
                        ModelException.Kind.LOST,
                        "the process ended while a reply was awaited",
                        Duration.ZERO,
                        worst,
                        false));
    }
}
