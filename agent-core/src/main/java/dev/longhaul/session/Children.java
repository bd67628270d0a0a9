package dev.longhaul.session;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Ledger;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What a session knows of its sub-agents that have not answered yet, and how it pays for them. Pure. */
final class Children {

    private Children() {}

    static List<OpenChild> open(SessionState state) {
        return Resuming.before(state.position()) instanceof Position.Calling calling
                ? calling.open().values().stream()
                        .map(OpenCall::child)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    /** What of the budget is theirs. */
    static Amounts carved(SessionState state) {
        return sum(open(state).stream().map(OpenChild::taken).toList());
    }

    /** The part of that which they are not known to have spent. */
    static Amounts reserved(SessionState state) {
        return sum(open(state).stream().map(OpenChild::reserved).toList());
    }

    private static Amounts sum(List<Amounts> all) {
        return all.stream().reduce(Amounts.NONE, Amounts::plus);
    }

    /** What was spent, with what they are known to have spent. */
    static Ledger known(SessionState state) {
        return open(state).stream()
                .map(OpenChild::known)
                .reduce(state.ledger(), Ledger::delegated, (one, other) -> other);
    }

    /** What was spent, with all that they can have spent. */
    static Ledger atMost(SessionState state) {
        return open(state).stream()
                .map(OpenChild::cost)
                .reduce(state.ledger(), Ledger::delegated, (one, other) -> other);
    }

    /** A call got its result: its sub-agent, if it has one, is paid for and does nothing more. */
    static SessionState closed(SessionState state, String callId) {
        if (!(state.position() instanceof Position.Calling calling)) {
            return state;
        }
        var child = calling.open(callId).child();
        return child == null ? state : state.with(state.ledger().delegated(child.cost()));
    }

    /** Others go on with them, or nobody: they are paid for, and whoever goes on here begins new ones. */
    static SessionState left(SessionState state) {
        return forgotten(state.with(atMost(state)));
    }

    /** The same where they are paid for already. */
    static SessionState forgotten(SessionState state) {
        UnaryOperator<SessionState> forget =
                at -> at.position() instanceof Position.Calling calling ? at.with(calling.withoutChildren()) : at;
        return state.isEnding() ? Fold.behind(state, forget) : forget.apply(state);
    }
}
