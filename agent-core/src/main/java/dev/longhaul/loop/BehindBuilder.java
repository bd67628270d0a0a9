package dev.longhaul.loop;

import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Allowance;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.StandingText;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.Context;
import dev.longhaul.session.Cut;
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

    Behind behind(SessionState state, Cut cut, Block.Compaction block) {
        var context = state.context();
        var read = pins.read(state.pinsBehind(), state.start().task(), unpinned(context, cut));
        var retention = block.isBoundary() ? inspected(state, cut, block, read) : Retention.NOTHING;
        var reinjection = Reinjection.choose(
                retention,
                state.memory().facts(),
                new Allowance(
                        state.start().settings().compaction().reinjectTokens(),
                        state.meter().charsPerToken()));
        long chars = state.fixedChars()
                + TextSize.of(block)
                + context.outside(cut).stream().mapToLong(TextSize::of).sum()
                + Continuation.text(read, reinjection.text()).length();
        return new Behind(
                cut.kept(), read, retention, reinjection, state.meter().piece(chars));
    }

    /** What is closed against the very text that will stand for it, but for the facts put back. */
    private Retention inspected(SessionState state, Cut cut, Block.Compaction block, List<PinnedText> pinned) {
        var context = state.context();
        return inspector.inspect(new Inspection(
                context.inside(cut),
                block.summary() + "\n" + Continuation.text(pinned),
                StandingText.of(context.outside(cut)),
                state.memory().facts().promoted()));
    }

    /** What recent turns may be taken from: neither the kept tail nor what is pinned anyway, or pins would nest. */
    private static List<Message> unpinned(Context context, Cut cut) {
        return context.inside(cut).stream().map(context::withoutStanding).toList();
    }
}
