package dev.longhaul.session;

/**
 * What is done about a context that is larger than the model's window: old results are cut down, the rest is compacted as
 * soon as the form allows, and the request is made again, once. Pure.
 */
final class Overflow {

    private Overflow() {}

    static SessionState relieve(SessionState state, String detail) {
        if (state.compacting().pending() instanceof Pending.Beside) {
            // A summary is on its way; cutting results down now would make it useless.
            return state.with(state.plan().atOnce()).with(Position.Ready.again(state.context()));
        }
        var smaller = state.context().withoutOldResults(false);
        boolean hopeless = state.progress().overflown()
                || (smaller.chars() == state.context().chars()
                        && !state.plan().form().isAskedFor());
        return hopeless
                ? state.with(new Position.Due(Ending.stopped(Ending.CONTEXT_WINDOW, detail)))
                : state.cleared(smaller)
                        .with(state.plan().atOnce())
                        .with(state.progress().overflow())
                        .with(Position.Ready.again(smaller));
    }
}
