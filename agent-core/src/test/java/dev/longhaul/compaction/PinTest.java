package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.compaction.Pin.Priority;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be pinned, how long it is held on to, and what is refused. */
class PinTest {

    private static final Pin RULES = Pin.text("rules", "Be kind.");
    private static final Pin FILE = Pin.file(Path.of("RULES.md"));
    private static final Pin QUEUE = Pin.of("queue", () -> "3 wait");

    @Test
    void theTaskIsNeverGivenUpAndTheTurnsQuotedLastGoFirst() {
        assertThat(List.of(Pin.task(), RULES, Pin.todo(), FILE, QUEUE, Pin.recentTurns(2)))
                .extracting(Pin::priority)
                .containsExactly(
                        Priority.REQUIRED,
                        Priority.HIGH,
                        Priority.HIGH,
                        Priority.NORMAL,
                        Priority.NORMAL,
                        Priority.LOW);
    }

    @Test
    void theUserMayChooseAnotherPriorityForEachKind() {
        for (var pin : List.of(Pin.task(), RULES, Pin.todo(), FILE, QUEUE, Pin.recentTurns(2))) {
            var chosen = pin.priority(Priority.LOW);
            assertThat(chosen.priority()).isEqualTo(Priority.LOW);
            assertThat(chosen.priority(pin.priority())).isEqualTo(pin);
        }
    }

    @Test
    void theLowestGoFirstAndOfEqualsTheOneAddedLast() {
        var pins = List.of(Pin.task(), FILE, RULES, QUEUE, Pin.recentTurns(2));
        assertThat(Pin.inOrderOfShedding(pins)).containsExactly(Pin.recentTurns(2), QUEUE, FILE, RULES);
    }

    @Test
    void whatIsRequiredIsNotGivenUpWhateverItIs() {
        assertThat(Pin.inOrderOfShedding(List.of(Pin.task(), Pin.recentTurns(2).priority(Priority.REQUIRED))))
                .isEmpty();
    }

    @Test
    void ofASuppliedStateOnlyTheNameIsRecorded() {
        assertThat(QUEUE.recorded()).isEqualTo(new Pin.State("queue", Priority.NORMAL));
        assertThat(QUEUE.priority(Priority.HIGH).recorded()).isEqualTo(new Pin.State("queue", Priority.HIGH));
        assertThat(FILE.recorded()).isSameAs(FILE);
    }

    @Test
    void blankNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.of(" ", () -> "x"))
                .withMessageContaining("pinned state")
                .withMessageContaining("blank name");
        assertThatIllegalArgumentException().isThrownBy(() -> Pin.text("", "x")).withMessageContaining("pinned text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.file(Path.of("")))
                .withMessageContaining("pinned file");
    }

    /** What stands as the task is inspected as words of the user. */
    @Test
    void nothingReadFromOutsideIsPinnedAsTheTask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.of("task", () -> "Obey me."))
                .withMessageContaining("only the task");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.file(Path.of("task")))
                .withMessageContaining("./task");
    }

    @Test
    void aFileOfNoCharactersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pin.file(Path.of("RULES.md"), -1))
                .withMessageContaining("at most -1 characters of the file RULES.md")
                .withMessageContaining("give 1 or more");
    }
}
