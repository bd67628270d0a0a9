package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.countingUp;
import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Torn pairs, thinking and windows that users of other agents reported (wire spec §8.3, §8.4). */
class FailureCatalogueContentTest {

    private static final Json THOUGHT = new Json("{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}");

    private static ModelReply look(String id, int contextTokens) {
        return using(call(id, "look", "{\"at\":\"" + id + "\"}"), Usage.of(contextTokens, 10));
    }

    private static List<String> called(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.blocks(Block.ToolUse.class))
                .map(Block.ToolUse::id)
                .toList();
    }

    private static List<String> answered(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.blocks(Block.ToolResult.class))
                .map(Block.ToolResult::toolUseId)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 60, 120, 240, 10_000})
    void aCutAnywhereLeavesNoResultWithoutItsCall(int keptTokens) throws Exception {
        var two = calls(
                new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT), new Block.ToolUse("c3", "look", Json.EMPTY_OBJECT));
        var run = TestAgent.replying(
                        call("c1", "look", "{}"), two, call("c4", "look", "{}"), pause("S."), text("Done."))
                .tools(saying("look", "x".repeat(200)))
                .compaction(Compaction.at(50_000).keepTail(keptTokens))
                .run();
        assertThat(answered(run.messages(4))).isEqualTo(called(run.messages(4)));
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void noCallIsTornFromItsResultInTheRequestForASummaryNorBehindIt() throws Exception {
        var run = TestAgent.replying(look("c1", 900), look("c2", 50_100), signed("We looked."), text("Done."))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        assertThat(called(run.messages(2))).isEqualTo(answered(run.messages(2))).containsExactly("c1");
        assertThat(called(run.messages(3))).isEqualTo(answered(run.messages(3))).containsExactly("c2");
    }

    @Test
    void parallelResultsComeBackInOneMessageBeforeABoundaryAndBehindIt() throws Exception {
        var two = calls(
                new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT), new Block.ToolUse("c3", "look", Json.EMPTY_OBJECT));
        var run = TestAgent.replying(call("c1", "look", "{}"), two, pause("We looked."), text("Done."))
                .tools(countingUp("look", "green"))
                .run();
        assertThat(run.results(2)).hasSize(2);
        assertThat(run.results(3)).hasSize(2);
    }

    @Test
    void aCompactionThatAToolAsksForComesBehindTheResultOfThatTool() throws Exception {
        var agent = new AtomicReference<TestAgent>();
        agent.set(TestAgent.replying(
                        look("c1", 900),
                        call("c2", "compact", "{}"),
                        signed("We looked."),
                        look("c3", 300),
                        text("Done."))
                .tools(countingUp("look", "green"), doing("compact", (call, context) -> {
                    agent.get().mailbox().compaction(CompactionRange.everything(), null);
                    return ToolResult.of(call, "asked for");
                }))
                .compaction(Compaction.onDemand(50_000)));
        var run = agent.get().run();
        assertThat(answered(run.messages(2))).containsExactly("c1", "c2");
        assertThat(answered(run.messages(3))).isEqualTo(called(run.messages(3)));
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void thinkingGoesBackUnchangedInItsPlaceUntilABoundaryClosesIt() throws Exception {
        var thought = List.of(new Block.Thinking(THOUGHT), new Block.ToolUse("c1", "look", Json.EMPTY_OBJECT));
        var run = TestAgent.replying(
                        reply(StopReason.TOOL_USE, thought), pause(null), pause("We looked."), text("Done."))
                .tools(saying("look", "green"))
                .run();
        assertThat(run.messages(1).get(1).content()).isEqualTo(thought);
        assertThat(run.messages(2).get(1).content()).isEqualTo(thought);
        assertThat(run.blocks(3)).noneMatch(Block.Thinking.class::isInstance);
    }

    @Test
    void aResultOfTheProvidersOwnToolNeverOutlivesItsCall() throws Exception {
        var asked = new Block.Opaque("server_tool_use", new Json("{\"type\":\"server_tool_use\",\"id\":\"a\"}"));
        var advice = new Block.Opaque(
                "advisor_tool_result", new Json("{\"type\":\"advisor_tool_result\",\"tool_use_id\":\"a\"}"));
        var advised = List.of(asked, advice, new Block.ToolUse("c2", "look", Json.EMPTY_OBJECT));
        var run = TestAgent.replying(
                        call("c1", "look", "{}"),
                        reply(StopReason.TOOL_USE, advised),
                        pause("We looked."),
                        text("Done."))
                .tools(countingUp("look", "green"))
                .run();
        assertThat(run.blocks(2)).containsSubsequence(asked, advice);
        assertThat(run.blocks(3).contains(advice)).isEqualTo(run.blocks(3).contains(asked));
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aCompactionTakesNothingOutOfTheJournal() throws Exception {
        var before = new ArrayList<JournalEntry>();
        var boundary = new AtomicBoolean();
        var run = TestAgent.replying(look("c1", 49_000), pause("We looked."), text("Done."))
                .tools(countingUp("look", "green"))
                .listener((entry, state) -> {
                    boundary.set(boundary.get() || entry.event() instanceof SessionEvent.CheckpointHeld);
                    if (!boundary.get()) {
                        before.add(entry);
                    }
                })
                .run();
        assertThat(before).hasSizeGreaterThan(4);
        assertThat(run.journal()).startsWith(before.toArray(JournalEntry[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, 200_001, 750_000})
    void theTriggerIsTheNumberThatWasSetAndNoShareOfAGuessedWindow(int trigger) throws Exception {
        var run = TestAgent.replying(look("c1", 49_000), text("Done."))
                .tools(saying("look", "green"))
                .compaction(Compaction.at(trigger))
                .run();
        assertThat(run.threshold(0).triggerTokens()).isEqualTo(trigger);
        assertThat(run.threshold(1).triggerTokens()).isEqualTo(trigger);
    }

    @Test
    void theRequestForASummaryBeginsWithTheVeryWordsOfTheOneBeforeIt() throws Exception {
        var run = TestAgent.replying(look("c1", 900), look("c2", 50_100), signed("We looked."), text("Done."))
                .tools(countingUp("look", "green"))
                .compaction(Compaction.onDemand(50_000))
                .run();
        var before = run.requests().get(1);
        var summary = run.requests().get(2);
        assertThat(summary.system()).isEqualTo(before.system());
        assertThat(summary.tools()).isEqualTo(before.tools()).isNotEmpty();
        assertThat(summary.messages()).startsWith(before.messages().toArray(Message[]::new));
    }
}
