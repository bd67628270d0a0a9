package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** However a message and the end of its session race, it is recorded before the end, or refused. */
class MailboxRaceTest {

    private static final int SENDERS = 3;
    private static final int EACH = 20;

    @RepeatedTest(100)
    void whatIsTakenIsRecordedAndWhatIsRecordedIsAnswered() throws Exception {
        Line done = (request, scope) -> text("Done.");
        var agent = TestAgent.following(
                Collections.nCopies(SENDERS * EACH + 1, done).toArray(Line[]::new));
        var begun = new CountDownLatch(1);
        var senders = new ArrayList<FutureTask<List<String>>>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(sender(agent, begun, i));
        }
        var running = agent.start();
        begun.countDown();
        var run = running.await();
        var taken = new ArrayList<String>();
        for (var sender : senders) {
            taken.addAll(sender.get());
        }
        assertThat(run.events(SessionEvent.MessageReceived.class))
                .extracting(SessionEvent.MessageReceived::text)
                .containsExactlyInAnyOrderElementsOf(taken);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.journal().getLast().event()).isInstanceOf(SessionEvent.Ended.class);
        assertThat(run.state().unread()).isZero();
        if (!taken.isEmpty()) {
            assertThat(run.words(run.requests().size() - 1)).contains(taken);
        }
    }

    private static FutureTask<List<String>> sender(TestAgent agent, CountDownLatch begun, int number) {
        var task = new FutureTask<List<String>>(() -> {
            begun.await();
            var taken = new ArrayList<String>();
            for (int i = 0; i < EACH && agent.send("message " + number + "-" + i + "."); i++) {
                taken.add("message " + number + "-" + i + ".");
            }
            return taken;
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    @Test
    void aSessionThatIsToldToStopStopsHoweverMuchIsSaid() throws Exception {
        var asked = new CountDownLatch(1);
        var agent = TestAgent.following((request, scope) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return text("never");
        });
        var running = agent.start();
        asked.await();
        var chatter = Thread.ofVirtual().start(() -> {
            while (agent.sendIfRoom("And another thing.")) {
                Thread.onSpinWait();
            }
        });
        running.cancel("enough");
        assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        chatter.join();
    }
}
