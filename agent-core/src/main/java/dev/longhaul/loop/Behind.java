package dev.longhaul.loop;

import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.session.SessionEvent;
import java.util.List;

/**
 * What stands behind a boundary if its summary is accepted. Immutable.
 *
 * @param keptMessages how many messages at the end of the history stay word for word
 * @param notes what people should know of how it came about
 * @param tokens an estimate of the whole context, system and tools included
 */
record Behind(
        int keptMessages,
        List<PinnedText> pins,
        Retention retention,
        Reinjection reinjection,
        List<String> notes,
        long tokens) {

    SessionEvent.Inspected inspected() {
        return new SessionEvent.Inspected(
                retention.score(), retention.lostWorthKeeping().size(), reinjection);
    }
}
