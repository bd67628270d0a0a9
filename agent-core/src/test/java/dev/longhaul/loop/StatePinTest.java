package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.countingUp;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Pin.Priority;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A state is asked for at the start and at every boundary; who is asked may fail, the session does not. */
class StatePinTest {

    private static final String NOTHING_KNOWN = "nothing is known of it";
    private static final String SAID_LAST = "this is what it said last";

    /** Two boundaries, so three times to ask: requests 0, 2 and 4 show what was said. */
    private static TestAgent asking(Supplier<String> supplier) {
        return TestAgent.replying(
                        call("c1", "look", "{}"), pause("One."), call("c2", "look", "{}"), pause("Two."), text("Done."))
                .tools(countingUp("look", "green"))
                .pins(Pin.task(), Pin.of("queue", supplier));
    }

    private static Supplier<String> inTurn(List<Supplier<String>> turns) {
        var left = new ArrayDeque<>(turns);
        return () -> left.remove().get();
    }

    private static String broken() {
        throw new IllegalStateException("queue is away");
    }

    @Test
    void itIsAskedAnewAtTheStartAndAtEveryBoundary() throws Exception {
        var asked = new AtomicInteger();
        var run = asking(() -> asked.incrementAndGet() + " wait").run();
        assertThat(run.words(0)).contains("<pinned name=\"queue\">\n1 wait\n</pinned>");
        assertThat(run.words(2)).contains("2 wait").doesNotContain("1 wait");
        assertThat(run.words(4)).contains("3 wait").doesNotContain("2 wait");
        assertThat(run.notes()).isEmpty();
    }

    @Test
    void whileItFailsWhatItSaidLastStandsWithANote() throws Exception {
        var run = asking(inTurn(List.of(() -> "1 wait", () -> "2 wait", StatePinTest::broken)))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.words(4)).containsSubsequence("2 wait", "queue is away", SAID_LAST);
        assertThat(run.notes()).singleElement().asString().contains("pin \"queue\"", "queue is away");
    }

    @Test
    void theNoteOfOneFailureIsNotTakenForTheStateAtTheNext() throws Exception {
        var run = asking(inTurn(List.of(() -> "1 wait", StatePinTest::broken, StatePinTest::broken)))
                .run();
        assertThat(run.words(4)).containsOnlyOnce("1 wait").containsOnlyOnce(SAID_LAST);
    }

    @Test
    void oneThatHasNeverSaidAnythingIsANoteAlone() throws Exception {
        var run = asking(StatePinTest::broken).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.words(0)).contains("queue is away", NOTHING_KNOWN);
        assertThat(run.words(4)).containsOnlyOnce(NOTHING_KNOWN);
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneThatReturnsNullIsNoted() throws Exception {
        assertThat(asking(() -> null).run().words(2)).contains("it returned null", NOTHING_KNOWN);
    }

    @Test
    void oneThatHangsIsInterruptedAndNoted() throws Exception {
        var asked = new AtomicInteger();
        var interrupted = new CountDownLatch(1);
        var run = asking(() -> asked.incrementAndGet() == 1 ? "1 wait" : hang(interrupted))
                .hookTimeout(Duration.ofMillis(100))
                .run();
        interrupted.await();
        assertThat(run.words(2)).containsSubsequence("1 wait", "no answer within 0.1 s", SAID_LAST);
    }

    private static String hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return "too late";
    }

    @Test
    void severalAreAskedSideBySide() throws Exception {
        var both = new CountDownLatch(2);
        Supplier<String> meeting = () -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                return "alone";
            }
            return "met";
        };
        var run = TestAgent.replying(text("Done."))
                .pins(Pin.of("one", meeting), Pin.of("other", meeting))
                .run();
        assertThat(run.words(0)).contains("\"one\">\nmet", "\"other\">\nmet");
    }

    @Test
    void aTorrentOfWordsIsCutAndSaysSo() throws Exception {
        var run = asking(() -> "a line\n".repeat(10_000)).run();
        assertThat(run.words(2)).contains("(cut here: 54,005 bytes more were said)");
        assertThat(run.words(2).length()).isLessThan(17_000);
    }

    @Test
    void theJournalHoldsItsNameAndNotWhoIsAsked() throws Exception {
        var run = asking(() -> "1 wait").run();
        assertThat(run.state().start().settings().pins())
                .containsExactly(Pin.task(), new Pin.State("queue", Priority.NORMAL));
        assertThat(run.state().memory().states()).containsEntry("queue", "1 wait");
    }

    @Test
    void anAgentThatWasBuiltWithoutItKeepsWhatIsKnown() throws Exception {
        var run = TestAgent.replying(pause("One."), text("Done."))
                .pins(new Pin.State("queue", Priority.NORMAL))
                .run();
        assertThat(run.words(1)).contains("built without the pin \"queue\"", NOTHING_KNOWN);
    }
}
