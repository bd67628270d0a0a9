package dev.longhaul.session;

import dev.longhaul.tool.ApprovalAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of a call that has no result yet. Immutable.
 *
 * @param key the idempotency key of its first start, which it keeps; null if it never started
 * @param lost whether it was started by somebody who is gone, so that nobody knows what came of it
 * @param asked why a person is asked whether it may run, now or again; null if nobody was
 * @param answer what was said; null while nothing is
 * @param child the sub-agent it began; null for none
 */
record OpenCall(
        @Nullable String key,
        boolean lost,
        @Nullable String asked,
        @Nullable ApprovalAnswer answer,
        @Nullable OpenChild child) {

    static final OpenCall NEW = new OpenCall(null, false, null, null, null);

    /** It starts, perhaps once more. */
    OpenCall started(String withKey) {
        return new OpenCall(key == null ? withKey : key, false, asked, answer, child);
    }

    /** Whoever ran it is gone. What was said before it started does not hold for another run. */
    OpenCall abandoned() {
        var waiting = child == null ? null : child.takenUp();
        return key == null || lost
                ? new OpenCall(key, lost, asked, answer, waiting)
                : new OpenCall(key, true, null, null, waiting);
    }

    OpenCall asking(String why) {
        return new OpenCall(key, lost, why, null, child);
    }

    /** The first answer stands. */
    OpenCall answered(ApprovalAnswer said) {
        return isAwaited() ? new OpenCall(key, lost, asked, said, child) : this;
    }

    OpenCall with(@Nullable OpenChild subAgent) {
        return new OpenCall(key, lost, asked, answer, subAgent);
    }

    /** Its sub-agent waits for somebody. */
    boolean childWaits() {
        return child != null && child.waits() != null;
    }

    boolean wasStarted() {
        return key != null;
    }

    boolean isAwaited() {
        return asked != null && answer == null;
    }

    boolean isDenied() {
        return answer != null && !answer.approved();
    }
}
