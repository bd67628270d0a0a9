package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Anybody who holds a running session can speak to its model. */
class SendTest {

    @Test
    void whatIsSentWhileTheModelThinksIsHeardNext() throws Exception {
        var asked = new CountDownLatch(1);
        var sent = new CountDownLatch(1);
        var model = ScriptedModel.following(
                (request, scope) -> {
                    asked.countDown();
                    sent.await();
                    return Replies.text("Painted it blue.");
                },
                ScriptedModel.replying(Replies.text("Painted it red.")));
        try (var runner = AgentRunner.builder().model(model).build()) {
            var running = runner.start("Paint it.");
            asked.await();
            running.send("Red, please.");
            sent.countDown();

            assertThat(running.await().report().text()).isEqualTo("Painted it red.");
            assertThat(model.requests().getLast().messages().getLast().text()).isEqualTo("Red, please.");
        }
    }

    @Test
    void aSessionThatHasEndedSaysSo() throws Exception {
        try (var runner = AgentRunner.builder()
                .model(ScriptedModel.of(Replies.text("Done.")))
                .build()) {
            var running = runner.start("s1", "Paint it.");
            assertThat(running.await()).isInstanceOf(Outcome.Completed.class);

            assertThatThrownBy(() -> running.send("Red, please."))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("session s1 has ended");
            assertThatThrownBy(() -> running.send(" ")).hasMessageContaining("message is empty");
        }
    }
}
