package dev.longhaul.loop;

import dev.longhaul.compaction.Attempts;
import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.FailedCompaction;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionState;
import java.util.List;
import java.util.Objects;

/** Puts what the checkpoint plans to the hooks, and holds them to what a hook may decide. Thread-safe. */
final class Hearing {

    private static final String SENT_BACK =
            "a hook sent the summary back " + Attempts.MOST_SENT_BACK + " times already; ";

    private final HookRunner hooks;
    private final Drafts drafts;

    Hearing(HookRunner hooks, Drafts drafts) {
        this.hooks = hooks;
        this.drafts = drafts;
    }

    Plan heard(SessionState state, Plan plan) throws InterruptedException {
        return plan.takesSummary() ? asked(state, plan) : told(state, plan);
    }

    private Plan asked(SessionState state, Plan plan) throws InterruptedException {
        var said = hooks.ask(checkpoint(state, plan));
        var noted = plan.noting(said.notes());
        return switch (said.decision()) {
            case Decision.Accept accept -> noted;
            case Decision.AcceptWith with -> new Plan(noted.draft(), noted.finding(), with, noted.notes());
            case Decision.Resummarise again when !mayBeSentBack(state) -> exhausted(state, noted);
            case Decision other -> noted.instead(other);
        };
    }

    private static boolean mayBeSentBack(SessionState state) {
        return state.compactions().attempts().mayBeSentBack();
    }

    private Plan exhausted(SessionState state, Plan plan) {
        var policy = state.start().settings().compaction();
        return switch (policy.onExhausted()) {
            case DEGRADE ->
                plan.with(drafts.shaped(
                                state,
                                plan.draft(),
                                plan.draft().shape().withFacts(OnExhausted.allowance(policy, false), false)))
                        .noting(List.of(SENT_BACK + "it is taken as it is, with more of the facts it lost"));
            case STOP ->
                plan.instead(Decision.stop(Ending.COMPACTION_LOOP)).noting(List.of(SENT_BACK + "the session stops"));
        };
    }

    private Plan told(SessionState state, Plan plan) throws InterruptedException {
        var failure = failure(state, plan);
        var said = hooks.tell(failure);
        var noted = plan.noting(said.notes());
        if (said.decision() instanceof Decision.Accept) {
            return noted;
        }
        return mayDecide(state, failure, said.decision())
                ? noted.instead(said.decision())
                : noted.noting(List.of("a hook's decision is not heard here: "
                        + said.decision().word()));
    }

    /** There is no summary to accept, trying has an end, and so has the ladder. */
    private static boolean mayDecide(SessionState state, FailedCompaction failure, Decision decision) {
        return switch (decision) {
            case Decision.Accept accept -> false;
            case Decision.AcceptWith with -> false;
            case Decision.Resummarise again -> !failure.isFinal() && mayBeSentBack(state);
            case Decision.KeepHistory keep -> !failure.isFinal();
            case Decision.WrapUp wrapUp -> true;
            case Decision.Stop stop -> true;
        };
    }

    private static Checkpoint checkpoint(SessionState state, Plan plan) {
        var draft = plan.draft();
        var boundary = draft.boundary();
        return new Checkpoint(
                state.start().sessionId(),
                boundary,
                Objects.requireNonNull(boundary.block().summary()),
                state.context().messages(),
                draft.behind().pins(),
                draft.behind().keptMessages(),
                draft.behind().retention(),
                draft.behind().reinjection(),
                plan.finding(),
                attempts(state),
                state.ledger().closed(boundary.before(), boundary.after()),
                state.start().settings().budget());
    }

    private static FailedCompaction failure(SessionState state, Plan plan) {
        return new FailedCompaction(
                state.start().sessionId(),
                plan.draft().boundary(),
                String.join("; ", plan.notes()),
                plan.finding(),
                plan.decision(),
                attempts(state),
                state.context().messages(),
                state.ledger().compactedInVain(),
                state.start().settings().budget());
    }

    private static int attempts(SessionState state) {
        return state.compactions().attempts().inARow() + 1;
    }
}
