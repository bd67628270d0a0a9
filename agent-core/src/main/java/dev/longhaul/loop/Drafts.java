package dev.longhaul.loop;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Overhead;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.loop.Draft.Shape;
import dev.longhaul.model.Block;
import dev.longhaul.model.TextSize;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Probed;
import dev.longhaul.session.ReceivedSummary;
import dev.longhaul.session.SessionEvent.ModelReplied;
import dev.longhaul.session.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out what a boundary would leave behind it: validates, inspects and counts. Thread-safe. */
final class Drafts {

    private final BehindBuilder builder;

    Drafts(BehindBuilder builder) {
        this.builder = builder;
    }

    /** The boundary as the reply brought it, without the pins that are shed already. */
    Draft first(SessionState state, ModelReplied event) throws InterruptedException {
        var policy = state.start().settings().compaction();
        var block = ReceivedSummary.of(state, event.reply(), event.purpose());
        var pins = pins(state, state.compactions().strikes().shed());
        var shape = new Shape(block, state.cut(), false, pins, policy.reinjectTokens(), false);
        return draft(state, event, shape, boundary(state, event, block));
    }

    /** The same boundary in another shape; its size is an estimate then, whatever the provider counted. */
    Draft shaped(SessionState state, Draft draft, Shape shape) {
        var behind = behind(state, shape, draft.sources());
        return new Draft(
                draft.boundary().leaving(behind.tokens()),
                shape,
                draft.sources(),
                behind,
                overhead(state, behind),
                draft.stopped(),
                draft.summaryTokens());
    }

    /** All pins but those up to this priority; one that is required is never left out. */
    static List<Pin> pins(SessionState state, Pin.@Nullable Priority shed) {
        return state.pinsBehind().stream()
                .filter(pin -> pin.priority() == Pin.Priority.REQUIRED
                        || shed == null
                        || pin.priority().compareTo(shed) > 0)
                .toList();
    }

    private Draft draft(SessionState state, ModelReplied event, Shape shape, Boundary boundary)
            throws InterruptedException {
        var sources = builder.sources(state, shape.cut());
        var behind = builder.behind(state, shape, sources);
        return new Draft(
                boundary.leaving(after(event, boundary, behind)),
                shape,
                sources,
                behind,
                overhead(state, behind),
                event.reply().stopReason(),
                state.meter().piece(TextSize.of(shape.block())));
    }

    /** Where the model has answered behind the block already, the provider has counted. */
    private static long after(ModelReplied event, Boundary boundary, Behind behind) {
        if (boundary.failed()) {
            return boundary.before();
        }
        return event.pauses()
                ? behind.tokens()
                : event.reply().usage().contextBehind().orElse(behind.tokens());
    }

    private Behind behind(SessionState state, Shape shape, PinSources sources) {
        try {
            return builder.behind(state, shape, sources);
        } catch (InterruptedException e) {
            throw new DraftingInterrupted(e);
        }
    }

    private static Boundary boundary(SessionState state, ModelReplied event, Block.Compaction block) {
        var usage = event.reply().usage();
        boolean alone = event.purpose() == Purpose.COMPACTION;
        long before = state.nextCompaction().closingTokens(event.purpose());
        return new Boundary(
                state.compactions().count() + 1,
                // A block that nobody asked for is the provider's own doing.
                alone ? formAskedFor(state) : CompactionForm.THRESHOLD,
                block,
                before,
                before,
                (alone ? usage.billed() : usage.compaction())
                        .plus(state.probed().map(Probed::cost).orElse(Usage.NONE)),
                event.took());
    }

    private static CompactionForm formAskedFor(SessionState state) {
        return state.nextCompaction().isInWords() ? CompactionForm.CLIENT : CompactionForm.ON_DEMAND;
    }

    private static Overhead overhead(SessionState state, Behind behind) {
        var meter = state.meter();
        var settings = state.start().settings();
        long system = settings.system().length();
        long pinned =
                behind.pins().stream().mapToLong(pin -> pin.rendered().length()).sum();
        long continuation =
                Continuation.text(behind.pins(), behind.reinjection().text()).length();
        return new Overhead(
                meter.piece(system),
                meter.piece(state.fixedChars() - system),
                meter.piece(pinned),
                meter.piece(continuation - pinned));
    }
}
