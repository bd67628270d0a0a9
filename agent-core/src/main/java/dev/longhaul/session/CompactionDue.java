package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Message;
import dev.longhaul.model.TextSize;
import java.util.List;
import java.util.Optional;

/** Whether a compaction comes before the next request, and which messages it closes. Pure. */
final class CompactionDue {

    private static final Next ASK = new Next.AskModel(Purpose.COMPACTION);

    private CompactionDue() {}

    /** What is to be done about the context before the model is asked to go on; empty for nothing. */
    static Optional<Next> before(SessionState state) {
        var compacting = state.compacting();
        long tokens = state.contextTokens();
        if (compacting.pending() != null) {
            return when(state.plan().waitsAt(tokens), new Next.AwaitCompaction());
        }
        if (compacting.requested() != null) {
            return Optional.of(
                    Turns.cut(state.context().messages(), compacting.requested().range())
                                    .isPresent()
                            ? ASK
                            : new Next.DropRequest("no turn lies in the part that was to be summed up"));
        }
        if (state.plan().waitsAt(tokens)) {
            return when(closesSomething(state), ASK);
        }
        return state.plan().beginsAt(tokens) ? beside(state) : Optional.empty();
    }

    private static Optional<Next> when(boolean due, Next next) {
        return due ? Optional.of(next) : Optional.empty();
    }

    private static boolean closesSomething(SessionState state) {
        return byPolicy(state).closed() > (state.context().hasBoundary() ? 1 : 0);
    }

    /** What the next compaction closes: what somebody asked for, else what the policy says. */
    static Cut next(SessionState state) {
        var requested = state.compacting().requested();
        return Optional.ofNullable(requested)
                .flatMap(request -> Turns.cut(state.context().messages(), request.range()))
                .orElseGet(() -> byPolicy(state));
    }

    static Cut byPolicy(SessionState state) {
        int size = state.context().messages().size();
        return new Cut(0, size - KeptTail.count(state), size);
    }

    /**
     * A summary of what was sent already, so that the provider's cache serves it and the kept part begins with the reply
     * (wire spec §2.5). Not before that is the larger part: a summary of the rest would free too little.
     */
    private static Optional<Next> beside(SessionState state) {
        int turns = Math.max(1, state.start().settings().compaction().turnsKept());
        var messages = state.context().messages();
        return Turns.cut(messages, CompactionRange.allButLast(turns))
                .filter(cut -> cut.to() <= state.context().sent())
                .filter(cut -> 2 * chars(messages.subList(0, cut.to()))
                        >= state.context().chars())
                .map(cut -> new Next.BeginCompaction(cut.to()));
    }

    private static long chars(List<Message> messages) {
        return messages.stream().mapToLong(TextSize::of).sum();
    }
}
