package dev.longhaul.session;

import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Purpose;
import java.util.OptionalLong;

/** From asking for a summary to its boundary, or to nothing. Pure. */
final class AskedSummary {

    private AskedSummary() {}

    static SessionState asked(SessionState state) {
        return state.with(state.compacting().asked(state.cut()));
    }

    static SessionState begun(SessionState state, SessionEvent.CompactionBegun event) {
        var covered = state.context().first(event.messages()).messages();
        return state.with(state.compacting().begun(new Pending.Beside(covered, event.reserved())));
    }

    static SessionState dropped(SessionState state, SessionEvent.CompactionDropped event) {
        var charged = event.unknown().equals(Charge.NONE)
                ? state.ledger()
                : state.ledger().charge(event.unknown());
        var booked = event.reply() == null ? charged : charged.settle(event.settlement(), OptionalLong.empty());
        return state.with(booked).with(state.compacting().dropped());
    }

    /** Whether it was for a summary that is written beside the work. */
    static boolean isBeside(SessionState state, SessionEvent.ModelFailed event) {
        return event.purpose() == Purpose.COMPACTION && state.compacting().pending() instanceof Pending.Beside;
    }

    /** The history stays, and one that the policy wants smaller gets room to grow before the next try. */
    static SessionState failed(SessionState state) {
        var plan = state.compacting().byHand() == null ? state.plan().roomAbove(state.contextTokens()) : state.plan();
        var failed = state.with(state.compactions().putOff()).with(plan);
        return failed.with(failed.compacting().settled());
    }
}
