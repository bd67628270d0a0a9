package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.Pin.Priority;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tools.TodoTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would fail later is refused at the start, and the fix is named. */
class StartCheckTest {

    private static AgentRunnerBuilder agent() {
        return AgentRunner.builder().model(ScriptedModel.of(Replies.text("Done.")));
    }

    private static void refusesToStart(AgentRunnerBuilder agent, String... words) {
        try (var runner = agent.build()) {
            assertThatThrownBy(() -> runner.start("go"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(words);
        }
    }

    private static void starts(AgentRunnerBuilder agent) throws Exception {
        try (var runner = agent.build()) {
            assertThat(runner.start("go").await()).isInstanceOf(Outcome.Completed.class);
        }
    }

    /** 15,000 tokens of rules leave room below 50,000, until the allowances take it. */
    private static AgentRunnerBuilder ruled(Compaction compaction) {
        return agent().pin(Pin.text("rules", "r".repeat(60_000))).compaction(compaction);
    }

    @Test
    void allowancesThatLeaveNoRoomAreRefusedAndEachPartIsSized() throws Exception {
        starts(ruled(Compaction.at(50_000)));
        refusesToStart(
                ruled(Compaction.at(50_000).keepTail(30_000).reinject(5_000)),
                "pins (15,0",
                "rules 15,0",
                "kept tail (up to 30,000)",
                "facts put back (up to 5,000)",
                "the compaction trigger is 50,000",
                "lower Compaction.keepTail(tokens) or Compaction.reinject(tokens), pin less, or compact later");
    }

    @Test
    void whereNoAllowanceIsToBlameNoneIsNamedInTheFix() {
        refusesToStart(
                agent().system("s".repeat(220_000)).compaction(Compaction.at(50_000)),
                "system (55,000)",
                "is 50,000: pin less, or compact later");
    }

    @Test
    void anAgentThatNeverCompactsNeedsNoRoomForIt() throws Exception {
        starts(ruled(Compaction.off()).system("s".repeat(300_000)));
    }

    @Test
    void aPinnedFileThatIsNotTextIsRefused(@TempDir Path folder) throws Exception {
        var picture = Files.write(folder.resolve("p.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        refusesToStart(agent().pin(Pin.file(picture)), "p.png", "not text in UTF-8", "give a text file that exists");
        refusesToStart(agent().pin(Pin.file(folder)), "not a regular file");
    }

    @Test
    void onlyTheShownPartOfALongFileTakesRoom(@TempDir Path folder) throws Exception {
        var log = Files.writeString(folder.resolve("long.log"), "a line\n".repeat(100_000));
        starts(agent().pin(Pin.file(log)).compaction(Compaction.at(50_000)));
        refusesToStart(agent().pin(Pin.file(log, 600_000)).compaction(Compaction.at(50_000)), "long.log 150,0");
    }

    @Test
    void twoPinsOfOneNameAreRefused() {
        assertThatThrownBy(() -> agent().pin(Pin.text("queue", "x"), Pin.of("queue", () -> "y"))
                        .build())
                .hasMessageContaining("two pins are named \"queue\"");
    }

    /** Can summarise when asked, and nothing else. */
    private record OnDemandOnly(Model model) implements Model {
        @Override
        public String name() {
            return "on-demand-only";
        }

        @Override
        public ModelCapabilities capabilities() {
            return new ModelCapabilities(false, true);
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) {
            throw new AssertionError("nothing is asked");
        }
    }

    @Test
    void instructionsTooLongForTheFormThatIsSettledOnAreRefused() {
        var left = Compaction.at(50_000).instructions("x".repeat(16_385));
        assertThatThrownBy(() -> AgentRunner.builder()
                        .model(new OnDemandOnly(ScriptedModel.of()))
                        .compaction(left)
                        .build())
                .hasMessageContaining("16,385 characters are too long for the form on-demand: at most 16,384");
        assertThat(left.settledFor("any", ModelCapabilities.PLAIN).instructions())
                .hasSize(16_385);
    }

    @Test
    void aListThatNothingCanWriteIsRefused() {
        assertThatThrownBy(() -> agent().pin(Pin.todo()).build()).hasMessageContaining("call todo()");
    }

    @Test
    void theListIsPinnedOnceHoweverItsToolWasAdded() {
        assertThat(pinsOf(agent().todo().todo())).containsExactly(Pin.task(), Pin.todo());
        assertThat(pinsOf(agent().tools(new TodoTool()))).containsExactly(Pin.task(), Pin.todo());
        var low = Pin.todo().priority(Priority.LOW);
        assertThat(pinsOf(agent().todo().pin(low))).containsExactly(Pin.task(), low);
        assertThat(pinsOf(agent().pin(low).todo())).containsExactly(Pin.task(), low);
    }

    @Test
    void theTaskPinnedAgainTakesOnThePriorityAndStaysOnce() {
        var high = Pin.task().priority(Priority.HIGH);
        assertThat(pinsOf(agent().pin(high))).containsExactly(high);
        assertThat(pinsOf(agent().pin(high).noDefaultPins())).isEmpty();
    }

    /** The pins of an agent, read from the journal of a session. */
    private static List<Pin> pinsOf(AgentRunnerBuilder agent) {
        var journal = new InMemoryJournal();
        try (var runner = agent.journal(journal).build()) {
            runner.start("s1", "go");
            return SessionState.of(journal.read("s1")).start().settings().pins();
        }
    }

    private static String hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return "interrupted";
        }
        return "never";
    }

    @Test
    void aThreadInterruptedWhileAStateIsAskedForStartsNothing() {
        try (var runner = agent().pin(Pin.of("queue", StartCheckTest::hang)).build()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> runner.start("go"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing was started");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
