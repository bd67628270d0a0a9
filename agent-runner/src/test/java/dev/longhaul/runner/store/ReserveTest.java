package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept back gives way to work that finds no room, also where several processes need it at once. */
class ReserveTest {

    @TempDir
    Path folder;

    private Reserve reserve;
    private Path file;
    private int attempts;

    @BeforeEach
    void keep() {
        reserve = Reserve.in(AgentHome.at(folder));
        file = folder.resolve("reserve");
        reserve.keep();
        assertThat(file).exists();
    }

    /** A work that finds no room so often; meanwhile, something happens. */
    private Supplier<String> findingNoRoom(int times, Runnable meanwhile) {
        return () -> {
            if (attempts++ < times) {
                meanwhile.run();
                throw new StoreFullException("here", null);
            }
            return "done";
        };
    }

    private void anotherTakesIt() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void anotherGivesItBack() {
        reserve.keep();
    }

    @Test
    void work_that_finds_no_room_is_given_what_is_kept_back() {
        assertThat(reserve.lend(findingNoRoom(1, () -> {}))).isEqualTo("done");
        assertThat(file).doesNotExist();
    }

    @Test
    void work_for_a_moment_gives_it_back() {
        assertThat(reserve.lendForAMoment(findingNoRoom(1, () -> {}))).isEqualTo("done");
        assertThat(file).hasSize(2 << 20);
    }

    @Test
    void the_room_that_another_process_took_meanwhile_is_used_too() {
        assertThat(reserve.lend(findingNoRoom(1, this::anotherTakesIt))).isEqualTo("done");
        attempts = 0;
        anotherGivesItBack();
        assertThat(reserve.lendForAMoment(findingNoRoom(1, this::anotherTakesIt)))
                .isEqualTo("done");
        assertThat(file).as("what another took is for that one to give back").doesNotExist();
    }

    @Test
    void what_another_process_gave_back_too_soon_is_taken_again() {
        var others = List.<Runnable>of(this::anotherTakesIt, this::anotherGivesItBack)
                .iterator();
        assertThat(reserve.lend(findingNoRoom(2, () -> others.next().run()))).isEqualTo("done");
        assertThat(file).doesNotExist();
    }

    @Test
    void work_that_finds_no_room_then_either_fails() {
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> reserve.lend(findingNoRoom(9, this::anotherTakesIt)));
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void where_nothing_is_kept_back_it_fails_at_once() {
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> Reserve.none().lend(findingNoRoom(9, () -> {})));
        assertThat(attempts).isEqualTo(1);
    }
}
