package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.retention.Fact;
import dev.longhaul.compaction.retention.RankedFact;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a summary leaves out and the work needs comes back behind it. */
class LostFactsTest {

    private static final String TASK = "Ship the release.";
    private static final String CODE = "REL-4711";

    /** Looks at something twice by its code, then a summary forgets the code. */
    private static ScriptedModel forgetful() {
        return ScriptedModel.of(
                Replies.call("t1", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t2", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t3", "look", "{\"release\":\"the other\"}"),
                Replies.pause("Some releases were looked at."),
                Replies.text("Shipped."));
    }

    private static AgentRunnerBuilder agent(ScriptedModel model) {
        return AgentRunner.builder().model(model);
    }

    private static Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start(TASK).await();
        }
    }

    private static String lastQuestion(ScriptedModel model) {
        return model.requests().getLast().messages().getLast().text();
    }

    @Test
    void aCodeThatWasUsedAndIsLostIsPutBack() throws Exception {
        var model = forgetful();
        var outcome = run(agent(model));

        assertThat(lastQuestion(model)).contains(TASK, CODE);
        assertThat(outcome.report().memory().lost()).isPositive();
        assertThat(outcome.report().memory().reinjected()).isPositive();
    }

    @Test
    void aSummaryTakenOnTrustStaysAsItIs() throws Exception {
        var trusting = forgetful();
        run(agent(trusting).noDefaultPins());
        assertThat(lastQuestion(trusting)).doesNotContain(TASK, CODE);

        var noRoom = forgetful();
        run(agent(noRoom).compaction(Compaction.at(50_000).reinject(0)));
        assertThat(lastQuestion(noRoom)).contains(TASK).doesNotContain(CODE);
    }

    @Test
    void aSummaryThatSaysItNeedsNothingPutBack() throws Exception {
        var model = ScriptedModel.of(
                Replies.call("t1", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t2", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t3", "look", "{\"release\":\"the other\"}"),
                Replies.pause("Release " + CODE + " was looked at twice."),
                Replies.text("Shipped."));
        run(agent(model));

        assertThat(lastQuestion(model)).doesNotContain(CODE);
    }

    @Test
    void aHookSeesWhatWasLostAndMayDecideByTheScore() throws Exception {
        var seen = new ArrayList<Checkpoint>();
        var model = ScriptedModel.of(
                Replies.call("t1", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t2", "look", "{\"release\":\"" + CODE + "\"}"),
                Replies.call("t3", "look", "{\"release\":\"the other\"}"),
                Replies.pause("Some releases were looked at."),
                Replies.pause("Release " + CODE + " was looked at twice."),
                Replies.text("Shipped."));
        run(agent(model).onCheckpoint(checkpoint -> {
            seen.add(checkpoint);
            return checkpoint.retention().score() < 0.7 ? Decision.resummarise("Keep codes.") : Decision.accept();
        }));

        assertThat(seen).hasSize(2);
        assertThat(lost(seen.getFirst())).contains(CODE);
        assertThat(lost(seen.getLast())).doesNotContain(CODE);
        assertThat(seen.getLast().retention().score())
                .isGreaterThan(seen.getFirst().retention().score());
    }

    private static List<String> lost(Checkpoint checkpoint) {
        return checkpoint.retention().lost().stream()
                .map(RankedFact::fact)
                .map(Fact::text)
                .toList();
    }
}
