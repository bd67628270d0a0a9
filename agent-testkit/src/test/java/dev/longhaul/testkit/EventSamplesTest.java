package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Signal;
import dev.longhaul.model.Block;
import dev.longhaul.session.SessionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The contract's samples leave nothing out, also of what is added later. */
class EventSamplesTest {

    private static void covers(Class<?> sealedType, Collection<?> samples, Class<?>... neverRecorded) {
        assertThat(samples.stream().map(Object::getClass).distinct().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(sealedType.getPermittedSubclasses())
                        .filter(kind -> !List.of(neverRecorded).contains(kind))
                        .map(Class::getName)
                        .toList());
    }

    private static <E> Collection<E> samples(Class<E> kind) {
        return EventSamples.all().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void thereIsOneOfEveryEvent() {
        covers(SessionEvent.class, EventSamples.all());
    }

    @Test
    void thereIsOneOfEveryDecision() {
        covers(
                Decision.class,
                samples(SessionEvent.CheckpointHeld.class).stream()
                        .map(SessionEvent.CheckpointHeld::decision)
                        .toList());
    }

    @Test
    void thereIsOneOfEverySignal() {
        covers(
                Signal.class,
                samples(SessionEvent.CheckpointHeld.class).stream()
                        .map(held -> held.finding().signal())
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void thereIsOneOfEveryBlock() {
        covers(
                Block.class,
                samples(SessionEvent.ModelReplied.class).stream()
                        .flatMap(replied -> replied.reply().content().stream())
                        .toList());
    }

    /** A supplier is code: settings hold the state it supplies instead. */
    @Test
    void thereIsOneOfEveryPin() {
        covers(
                Pin.class,
                samples(SessionEvent.Started.class).stream()
                        .flatMap(started -> started.settings().pins().stream())
                        .toList(),
                Pin.Supplied.class);
    }
}
