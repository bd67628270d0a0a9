package dev.longhaul.loop;

import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Allowance;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.ProbedFacts;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.ReinjectionHistory;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.StandingText;
import dev.longhaul.model.Message;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.Context;
import dev.longhaul.session.Cut;
import dev.longhaul.session.Probed;
import dev.longhaul.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out what would stand behind a boundary: kept tail, pins read anew, lost facts put back. Thread-safe. */
public final class BehindBuilder {

    private final PinReader pins;
    private final StateSuppliers states;
    private final InspectorRunner inspector;

    public BehindBuilder(PinReader pins, StateSuppliers states, InspectorRunner inspector) {
        this.pins = pins;
        this.states = states;
        this.inspector = inspector;
    }

    /** What pins are read from at this boundary; whoever supplies them is asked once, however many shapes are tried. */
    PinSources sources(SessionState state, Cut cut) throws InterruptedException {
        var memory = state.memory();
        return new PinSources(
                state.start().task(),
                unpinned(state.context(), cut),
                memory.todo().checklist(),
                states.ask(state.start().settings().pins(), memory.states()));
    }

    Behind behind(SessionState state, Draft.Shape shape, PinSources sources) throws InterruptedException {
        var tail = tail(state, shape);
        var read = pins.read(shape.pins(), sources);
        var found = shape.block().isBoundary() ? inspected(state, shape, tail, read) : InspectorRunner.Found.NOTHING;
        var reinjection = Reinjection.choose(
                found.retention(),
                shape.factsAnew() ? ReinjectionHistory.NONE : state.memory().facts(),
                new Allowance(shape.factTokens(), state.meter().charsPerToken()));
        long chars = state.fixedChars()
                + TextSize.of(shape.block())
                + tail.stream().mapToLong(TextSize::of).sum()
                + Continuation.text(read, reinjection.text()).length();
        return new Behind(
                shape.cut().kept(),
                read,
                found.retention(),
                reinjection,
                notes(read, found, state.probed()),
                state.meter().piece(chars));
    }

    private static List<Message> tail(SessionState state, Draft.Shape shape) {
        var context = state.context();
        return (shape.cleared() ? context.withoutOldResults(true) : context).outside(shape.cut());
    }

    /** What is closed against the very text that will stand for it, but for the facts put back. */
    private InspectorRunner.Found inspected(
            SessionState state, Draft.Shape shape, List<Message> tail, List<PinnedText> pinned)
            throws InterruptedException {
        var context = state.context();
        // Of a tail without its results, the results are closed like all that stands before it.
        var closed = context.inside(shape.cleared() ? shape.cut().keeping(0) : shape.cut());
        var inspection = new Inspection(
                ClosedMessages.of(closed, isListPinned(state)),
                shape.block().summary() + "\n" + Continuation.text(pinned),
                StandingText.of(tail),
                state.memory().facts().promoted());
        var found = inspector.inspect(inspection);
        return new InspectorRunner.Found(probed(state, inspection, found.retention()), found.notes());
    }

    private static Retention probed(SessionState state, Inspection inspection, Retention retention) {
        var said = state.probed().map(Probed::said).orElse("");
        return said.isEmpty() ? retention : retention.andLost(ProbedFacts.in(said, inspection));
    }

    private static boolean isListPinned(SessionState state) {
        return state.start().settings().pins().stream().anyMatch(Pin.Todo.class::isInstance);
    }

    private static List<String> notes(List<PinnedText> pins, InspectorRunner.Found found, Optional<Probed> probed) {
        var notes = new ArrayList<String>();
        pins.stream()
                .filter(pin -> !pin.note().isEmpty())
                .forEach(pin -> notes.add("pin \"" + pin.name() + "\": " + pin.note()));
        notes.addAll(found.notes());
        probed.map(Probed::note).filter(note -> !note.isEmpty()).ifPresent(notes::add);
        return notes;
    }

    /** What recent turns may be taken from: neither the kept tail nor what is pinned anyway, or pins would nest. */
    private static List<Message> unpinned(Context context, Cut cut) {
        return context.inside(cut).stream().map(context::withoutStanding).toList();
    }
}
