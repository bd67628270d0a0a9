package dev.longhaul.loop;

import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Allowance;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.ReinjectionHistory;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.StandingText;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Message;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.Context;
import dev.longhaul.session.SessionState;
import java.util.List;

/** Works out what would stand behind a boundary: kept tail, pins read anew, lost facts put back. Thread-safe. */
final class BehindBuilder {

    private final PinReader pins;
    private final SummaryInspector inspector;

    BehindBuilder(PinReader pins, SummaryInspector inspector) {
        this.pins = pins;
        this.inspector = inspector;
    }

    Behind behind(SessionState state, Draft.Shape shape) {
        var tail = tail(state, shape);
        var read = pins.read(shape.pins(), state.start().task(), unpinned(state.context(), shape.kept()));
        var retention = shape.block().isBoundary() ? inspected(state, shape, tail, read) : Retention.NOTHING;
        var reinjection = Reinjection.choose(
                retention,
                shape.factsAnew() ? ReinjectionHistory.NONE : state.memory().facts(),
                new Allowance(shape.factTokens(), state.meter().charsPerToken()));
        long chars = state.fixedChars()
                + TextSize.of(shape.block())
                + tail.stream().mapToLong(TextSize::of).sum()
                + Continuation.text(read, reinjection.text()).length();
        return new Behind(
                shape.kept(), read, retention, reinjection, state.meter().piece(chars));
    }

    private static List<Message> tail(SessionState state, Draft.Shape shape) {
        var context = state.context();
        return (shape.cleared() ? context.withoutOldResults(true) : context).last(shape.kept());
    }

    /** What is closed against the very text that will stand for it, but for the facts put back. */
    private Retention inspected(SessionState state, Draft.Shape shape, List<Message> tail, List<PinnedText> pinned) {
        var context = state.context();
        var standing = String.join(
                "\n", String.valueOf(shape.block().summary()), Continuation.text(pinned), StandingText.of(tail));
        // Of a tail without its results, the results are closed like all that stands before it.
        int kept = shape.cleared() ? 0 : shape.kept();
        return inspector.inspect(new Inspection(
                context.first(context.messages().size() - kept).messages(),
                standing,
                state.memory().facts().promoted()));
    }

    /** What recent turns may be taken from: neither the kept tail nor what is pinned anyway, or pins would nest. */
    private static List<Message> unpinned(Context context, int kept) {
        return context.messages().subList(0, context.messages().size() - kept).stream()
                .map(context::withoutStanding)
                .toList();
    }
}
