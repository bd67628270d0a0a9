package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.session.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An inspector that breaks costs its findings, never the session: the built-in one takes its place. */
class InspectorContainmentTest {

    private static final String CODE = "REL-4711";

    /** Uses a code twice, then a summary forgets it. */
    private static TestRun run(SummaryInspector inspector) throws Exception {
        return TestAgent.replying(
                        call("c1", "look", "{\"release\":\"" + CODE + "\"}"),
                        call("c2", "look", "{\"release\":\"" + CODE + "\"}"),
                        call("c3", "look", "{}"),
                        pause("Looked."),
                        text("Done."))
                .tools(saying("look", "green"))
                .hookTimeout(Duration.ofSeconds(2))
                .inspector(inspector)
                .run();
    }

    private static void isReplaced(TestRun run, String why) {
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.notes())
                .singleElement()
                .asString()
                .contains("the inspector failed", why, "the built-in one is used instead");
        assertThat(run.lastWords(4)).contains("<restored-facts>", CODE);
    }

    @Test
    void oneThatThrows() throws Exception {
        isReplaced(
                run(inspection -> {
                    throw new IllegalStateException("lost my glasses");
                }),
                "lost my glasses");
    }

    @Test
    void oneWhoseExtractorThrows() throws Exception {
        isReplaced(
                run(new FactInspector(List.of((unit, sink) -> {
                    throw new StackOverflowError("too deep");
                }))),
                "too deep");
    }

    @Test
    @SuppressWarnings("NullAway")
    void oneThatReturnsNull() throws Exception {
        isReplaced(run(inspection -> null), "returned null");
    }

    @Test
    void oneThatHangsIsInterrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        isReplaced(
                run(inspection -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new IllegalStateException("never heard");
                }),
                "no answer within 2.0 s");
        interrupted.await();
    }

    @Test
    void oneThatWorksIsNotedNowhere() throws Exception {
        var run = run(new FactInspector());
        assertThat(run.notes()).isEmpty();
        assertThat(run.lastWords(4)).contains(CODE);
    }
}
