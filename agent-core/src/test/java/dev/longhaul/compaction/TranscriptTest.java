package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As much of the end of a conversation as fits. */
class TranscriptTest {

    private static final List<Message> THREE = List.of(Message.user("one"), Message.user("two"), Message.user("three"));

    @Test
    void allOfItIfThereIsRoom() {
        assertThat(Transcript.ofLast(THREE, 1_000).lines()).containsExactly("user: one", "user: two", "user: three");
    }

    @Test
    void theLatestIfThereIsNot() {
        assertThat(Transcript.ofLast(THREE, 25).lines()).containsExactly("user: two", "user: three");
    }

    @Test
    void theEndOfALastMessageThatAloneIsTooLong() {
        assertThat(Transcript.ofLast(THREE, 5)).isEqualTo("three");
    }

    @Test
    void nothingOfNothing() {
        assertThat(Transcript.ofLast(List.of(), 5)).isEmpty();
    }
}
