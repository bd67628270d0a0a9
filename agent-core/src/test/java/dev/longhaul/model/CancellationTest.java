package dev.longhaul.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Who waits for something else is told that it is to stop. */
class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final ArrayList<String> told = new ArrayList<>();

    @Test
    void whoever_wants_to_be_told_is_told_once() {
        cancellation.onRequest(() -> told.add("first"));
        cancellation.onRequest(() -> told.add("second"));
        cancellation.request("enough");
        cancellation.request("really");
        assertThat(told).containsExactly("first", "second");
        assertThat(cancellation.reason()).isEqualTo("enough");
    }

    @Test
    void who_comes_late_is_told_at_once() {
        cancellation.request("enough");
        cancellation.onRequest(() -> told.add("late"));
        assertThat(told).containsExactly("late");
    }

    @Test
    void who_wants_it_no_more_is_not_told() {
        cancellation.onRequest(() -> told.add("gone")).close();
        cancellation.request("enough");
        assertThat(told).isEmpty();
    }
}
