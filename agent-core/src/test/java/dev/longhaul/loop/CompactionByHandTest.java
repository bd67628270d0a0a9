package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.signed;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.failing;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A compaction that somebody asks for, of a range of turns, at any size. */
class CompactionByHandTest {

    private final AtomicReference<TestAgent> agent = new AtomicReference<>();

    private TestAgent agent(Compaction policy, Line... script) {
        agent.set(TestAgent.following(script)
                .tools(saying("look", "green"))
                .pins(Pin.task(), Pin.text("rules", "Be kind."))
                .compaction(policy.reinject(0)));
        return agent.get();
    }

    private static Line look(String id) {
        return replying(call(id, "look", "{}"));
    }

    /** Somebody asks for a compaction while this reply is under way. */
    private Line asking(CompactionRange range, @Nullable String instructions, ModelReply reply) {
        return (request, scope) -> {
            assertThat(agent.get().mailbox().compaction(range, instructions)).isTrue();
            return reply;
        };
    }

    /** Three turns, a request in the third, its summary, and the end. */
    private TestRun compacted(Compaction policy, CompactionRange range, ModelReply summary) throws Exception {
        return agent(
                        policy,
                        look("c1"),
                        look("c2"),
                        asking(range, null, call("c3", "look", "{}")),
                        replying(summary),
                        replying(text("Done.")))
                .run();
    }

    private static List<String> calls(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.blocks(Block.ToolUse.class))
                .map(Block.ToolUse::id)
                .toList();
    }

    private static List<Role> roles(List<Message> messages) {
        return messages.stream().map(Message::role).toList();
    }

    @Test
    void allButTheLastTurnsAreSummedUpFarBelowTheTrigger() throws Exception {
        var run = compacted(Compaction.onDemand(50_000), CompactionRange.allButLast(2), signed("We looked."));
        assertThat(run.messages(3)).as("what is summed up").hasSize(3);
        assertThat(run.requests().get(3).compaction()).isEqualTo(new CompactionRequest.OnDemand(null));
        assertThat(run.messages(4).getFirst().blocks(Block.Compaction.class)).hasSize(1);
        assertThat(calls(run.messages(4))).containsExactly("c2", "c3");
        assertThat(run.lastWords(4)).containsOnlyOnce("Do the work.").containsOnlyOnce("Be kind.");
    }

    @Test
    void everythingIsEverything() throws Exception {
        var run = compacted(Compaction.onDemand(50_000), CompactionRange.everything(), signed("We looked."));
        assertThat(run.messages(3)).hasSize(7);
        assertThat(roles(run.messages(4))).containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(calls(run.messages(4))).isEmpty();
    }

    @Test
    void theMiddleIsSummedUpBetweenAHeadAndATailThatStay() throws Exception {
        var run = compacted(Compaction.clientSide(50_000), CompactionRange.between(1, 1), text("We looked."));
        var behind = run.messages(4);
        assertThat(roles(behind)).containsExactly(Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(calls(behind)).containsExactly("c1", "c3");
        assertThat(behind.get(2).content())
                .containsExactly(new Block.ToolResult("c1", "green", false), new Block.Compaction("We looked.", null));
        assertThat(behind.getLast().content().getFirst()).isEqualTo(new Block.ToolResult("c3", "green", false));
        assertThat(behind.getLast().text()).contains("compacted into the summary above");
    }

    @Test
    void behindAKeptHeadTheTaskStandsWhereItStoodAndPinsAreSaidAnew() throws Exception {
        var run = compacted(Compaction.clientSide(50_000), CompactionRange.between(1, 1), text("We looked."));
        assertThat(run.messages(4).getFirst().content()).containsExactly(new Block.Text("Do the work."));
        assertThat(run.words(4)).containsOnlyOnce("Do the work.").containsOnlyOnce("Be kind.");
        assertThat(run.lastWords(4)).contains("Be kind.");
    }

    @Test
    void theSummariserIsToldWhatStays() throws Exception {
        var run = compacted(Compaction.clientSide(50_000), CompactionRange.between(1, 1), text("We looked."));
        assertThat(run.messages(3)).hasSize(5);
        assertThat(run.lastWords(3)).contains("first 3 messages of the conversation stay as they are");
        assertThat(run.requests().get(3).toolChoice()).isEqualTo(ToolChoice.NONE);
    }

    @Test
    void aMiddleCanBeSummedUpAgainAndAgain() throws Exception {
        var run = agent(
                        Compaction.clientSide(50_000),
                        look("c1"),
                        look("c2"),
                        asking(CompactionRange.between(1, 1), null, call("c3", "look", "{}")),
                        replying(text("First.")),
                        look("c4"),
                        asking(CompactionRange.between(1, 1), null, call("c5", "look", "{}")),
                        replying(text("Second.")),
                        asking(CompactionRange.everything(), null, call("c6", "look", "{}")),
                        replying(text("Third.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(calls(run.messages(7))).containsExactly("c1", "c5");
        assertThat(run.words(7)).containsOnlyOnce("Do the work.").containsOnlyOnce("Be kind.");
        assertThat(roles(run.messages(9))).containsExactly(Role.USER);
        assertThat(run.words(9)).containsOnlyOnce("Do the work.").containsOnlyOnce("Be kind.");
    }

    @Test
    void inTheThresholdFormTheSummaryIsAskedForInWords() throws Exception {
        var run = compacted(Compaction.at(50_000), CompactionRange.allButLast(1), text("We looked."));
        assertThat(run.requests().get(3).compaction()).isNull();
        assertThat(run.messages(4).getFirst())
                .isEqualTo(Message.user(List.of(new Block.Compaction("We looked.", null))));
        assertThat(run.threshold(4).triggerTokens()).isEqualTo(50_000);
        assertThat(run.checkpoints().getFirst().boundary().form()).isEqualTo(CompactionForm.CLIENT);
    }

    @Test
    void aContextThatHoldsAProvidersBlockStillCarriesTheEditThatGoesWithIt() throws Exception {
        var run = agent(
                        Compaction.at(50_000),
                        look("c1"),
                        replying(pause("The provider's own.")),
                        asking(
                                CompactionRange.everything(),
                                null,
                                using(call("c2", "look", "{}"), Usage.of(45_000, 10))),
                        replying(text("We looked.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.threshold(3).triggerTokens()).isGreaterThan(50_000);
        assertThat(run.words(4)).doesNotContain("The provider's own.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void instructionsOfAPersonReplaceTheAgentsOwnOnce() throws Exception {
        var run = agent(
                        Compaction.onDemand(5_000).instructions("Keep names."),
                        look("c1"),
                        asking(CompactionRange.everything(), "Keep paths.", call("c2", "look", "{}")),
                        replying(signed("We looked.")),
                        replying(using(call("c3", "look", "{}"), Usage.of(5_100, 10))),
                        replying(signed("We looked again.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.requests().get(2).compaction()).isEqualTo(new CompactionRequest.OnDemand("Keep paths."));
        assertThat(run.requests().get(4).compaction()).isEqualTo(new CompactionRequest.OnDemand("Keep names."));
    }

    @Test
    void itGoesThroughTheSameCheckpointAndCounts() throws Exception {
        var run = agent(
                        Compaction.onDemand(50_000),
                        look("c1"),
                        look("c2"),
                        asking(CompactionRange.allButLast(1), null, call("c3", "look", "{}")),
                        replying(signed("We looked.")),
                        replying(text("Done.")))
                .hooks(checkpoint -> {
                    assertThat(checkpoint.keptMessages()).isEqualTo(2);
                    return Decision.acceptWith("Mind the gap.");
                })
                .run();
        assertThat(run.lastWords(4)).containsSubsequence("compacted into the summary", "Mind the gap.");
        assertThat(run.state().ledger().compactions()).isEqualTo(1);
        assertThat(run.state().ledger().compaction()).isEqualTo(Usage.of(5_000, 200));
        assertThat(run.outcome().report().boundaries()).hasSize(1);
    }

    @Test
    void aSummaryThatDoesNotComeIsAskedForAgainForTheSameRange() throws Exception {
        var run = agent(
                        Compaction.onDemand(50_000),
                        look("c1"),
                        look("c2"),
                        asking(CompactionRange.allButLast(2), "Keep paths.", call("c3", "look", "{}")),
                        replying(reply(StopReason.TOOL_USE, List.of())),
                        replying(signed("We looked.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.messages(4)).isEqualTo(run.messages(3));
        assertThat(run.requests().get(4).compaction())
                .isInstanceOfSatisfying(CompactionRequest.OnDemand.class, asked -> assertThat(asked.instructions())
                        .contains("Do not call any tool", "Keep paths."));
        assertThat(calls(run.messages(5))).containsExactly("c2", "c3");
    }

    @Test
    void aCallThatFailsLeavesEverythingAsItIs() throws Exception {
        var run = agent(
                        Compaction.onDemand(50_000),
                        look("c1"),
                        asking(CompactionRange.everything(), null, call("c2", "look", "{}")),
                        failing(ModelException.Kind.OVERLOADED, "busy"),
                        replying(text("Done.")))
                .run();
        assertThat(run.messages(3)).hasSize(5);
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void aRangeWithoutATurnIsNotedAndNothingIsAsked() throws Exception {
        var run = agent(
                        Compaction.onDemand(50_000),
                        asking(CompactionRange.allButLast(5), null, call("c1", "look", "{}")),
                        replying(text("Done.")))
                .run();
        assertThat(run.requests()).hasSize(2);
        assertThat(run.events(SessionEvent.CompactionDropped.class))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.why()).contains("no turn lies in"));
    }

    @Test
    void aMessageNobodyAnsweredOutlivesEvenTheCompactionOfEverything() throws Exception {
        Line both = (request, scope) -> {
            agent.get().send("Look left.");
            agent.get().mailbox().compaction(CompactionRange.everything(), null);
            return call("c1", "look", "{}");
        };
        var run = agent(Compaction.onDemand(50_000), both, replying(signed("We looked.")), replying(text("Done.")))
                .run();
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "Look left.");
    }

    @Test
    void oneThatIsAskedForWhileASummaryIsWrittenInTheBackgroundFollowsIt() throws Exception {
        var summary = HeldSummary.of("Background.");
        var script = HeldSummary.script(
                List.of(summary, replying(signed("By hand."))),
                replying(using(call("c1", "look", "{}"), Usage.of(1_000, 10))),
                replying(using(call("c2", "look", "{}"), Usage.of(8_000, 10))),
                asking(CompactionRange.everything(), null, call("c3", "look", "{}")),
                summary.arrivingDuring(call("c4", "look", "{}")),
                replying(text("Done.")));
        var run = agent(Compaction.onDemand(10_000).inBackground(), script).run();
        assertThat(run.checkpoints())
                .extracting(held -> held.boundary().block().summary())
                .containsExactly("Background.", "By hand.");
        assertThat(run.events(SessionEvent.CompactionDropped.class)).isEmpty();
    }

    @Test
    void whatIsAskedForAtTheVeryEndIsRecordedAndLeftAlone() throws Exception {
        var run = agent(Compaction.onDemand(50_000), asking(CompactionRange.everything(), null, text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.events(SessionEvent.CompactionRequested.class)).hasSize(1);
        assertThat(run.requests()).hasSize(1);
    }

    @Test
    void thePolicyKeepsTurnsWordForWordBehindEveryBoundary() throws Exception {
        var lines = new ArrayList<Line>();
        for (int i = 1; i <= 4; i++) {
            lines.add(look("c" + i));
        }
        lines.add(replying(pause("We looked.")));
        lines.add(replying(text("Done.")));
        var run = agent(Compaction.at(50_000).keepTurns(3), lines.toArray(Line[]::new))
                .run();
        assertThat(calls(run.messages(5))).containsExactly("c2", "c3", "c4");
        assertThat(run.messages(5).subList(1, 6)).isEqualTo(run.messages(4).subList(3, 8));
    }

    @Test
    void wordsThatAreLeftWithoutThinkingAreKeptAndEmptyMessagesAreNot() throws Exception {
        var thinking = new Block.Thinking(new Json("{\"type\":\"thinking\",\"signature\":\"s\"}"));
        var run = agent(
                        Compaction.at(50_000).keepTurns(3),
                        look("c1"),
                        look("c2"),
                        replying(reply(StopReason.MAX_TOKENS, List.of(thinking))),
                        replying(reply(
                                StopReason.TOOL_USE,
                                List.of(thinking, new Block.ToolUse("c3", "look", Json.EMPTY_OBJECT)))),
                        replying(pause("We looked.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(calls(run.messages(5))).containsExactly("c2", "c3");
        assertThat(roles(run.messages(5)))
                .containsExactly(Role.ASSISTANT, Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(run.blocks(5)).noneMatch(Block.Thinking.class::isInstance);
    }
}
