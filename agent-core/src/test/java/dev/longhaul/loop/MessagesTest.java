package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.doing;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static dev.longhaul.testing.ScriptedModel.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Role;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testing.ScriptedModel.Line;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is said to a session while it works is heard once, in order, at the first place where the user may speak. */
class MessagesTest {

    private final AtomicReference<TestAgent> agent = new AtomicReference<>();

    private TestAgent following(Line... script) {
        agent.set(TestAgent.following(script).tools(saying("look", "green")));
        return agent.get();
    }

    /** The message comes in while this reply is under way. */
    private Line during(ModelReply reply, String... messages) {
        return (request, scope) -> {
            for (var message : messages) {
                assertThat(agent.get().send(message)).isTrue();
            }
            return reply;
        };
    }

    private static List<String> received(TestRun run) {
        return run.events(SessionEvent.MessageReceived.class).stream()
                .map(SessionEvent.MessageReceived::text)
                .toList();
    }

    @Test
    void oneThatComesDuringACallStandsBehindItsResults() throws Exception {
        var run = following(during(call("c1", "look", "{}"), "Look left."), replying(text("Done.")))
                .run();
        assertThat(run.messages(1).getLast().content())
                .containsExactly(new Block.ToolResult("c1", "green", false), new Block.Text("Look left."));
        assertThat(received(run)).containsExactly("Look left.");
    }

    @Test
    void oneThatComesWhileToolsRunStandsBehindTheirResults() throws Exception {
        var run = following(replying(call("c1", "dig", "{}")), replying(text("Done.")))
                .tools(doing("dig", (call, context) -> {
                    agent.get().send("Dig deeper.");
                    return ToolResult.of(call, "a bone");
                }))
                .run();
        assertThat(run.results(1)).hasSize(1);
        assertThat(run.lastWords(1)).isEqualTo("Dig deeper.");
    }

    @Test
    void severalKeepTheirOrder() throws Exception {
        var run = following(during(call("c1", "look", "{}"), "One.", "Two.", "Three."), replying(text("Done.")))
                .run();
        assertThat(run.lastWords(1)).isEqualTo("One.\nTwo.\nThree.");
    }

    @Test
    void oneThatComesDuringAPauseStandsBehindTheContinuation() throws Exception {
        var run = following(
                        replying(call("c1", "look", "{}")),
                        during(pause("We looked."), "Look left."),
                        replying(text("Done.")))
                .pins(Pin.task())
                .run();
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "Look left.");
        assertThat(run.words(2)).containsOnlyOnce("compacted into the summary").containsOnlyOnce("Look left.");
    }

    @Test
    void oneThatComesWhileHooksDecideStandsBehindWhatTheySay() throws Exception {
        var run = following(replying(call("c1", "look", "{}")), replying(pause("We looked.")), replying(text("Done.")))
                .hooks(checkpoint -> {
                    agent.get().send("Look left.");
                    return Decision.acceptWith("Mind the gap.");
                })
                .run();
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "Mind the gap.", "Look left.");
    }

    @Test
    void oneThatComesAsTheModelIsDoneTakesTheWorkOn() throws Exception {
        var run = following(during(text("Done."), "And now paint it."), replying(text("Painted.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.outcome().report().text()).isEqualTo("Painted.");
        assertThat(run.messages(1)).extracting("role").containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(run.lastWords(1)).isEqualTo("And now paint it.");
    }

    @Test
    void aCallMadeWithTheLastWordsIsAnsweredBeforeTheMessage() throws Exception {
        var odd = reply(
                StopReason.END_TURN,
                List.of(new Block.Text("Done."), new Block.ToolUse("c1", "look", Json.EMPTY_OBJECT)));
        var run = following(during(odd, "And now paint it."), replying(text("Painted.")))
                .run();
        assertThat(run.results(1)).singleElement().matches(Block.ToolResult::isError);
        assertThat(run.events(SessionEvent.ToolStarted.class)).isEmpty();
        assertThat(run.lastWords(1)).isEqualTo("And now paint it.");
    }

    @Test
    void oneThatNobodyAnsweredBeforeABoundaryIsSaidAgainBehindIt() throws Exception {
        var run = following(
                        during(call("c1", "look", "{}"), "Look left."),
                        replying(pause("We looked.")),
                        replying(text("Done.")))
                .compaction(Compaction.at(50_000).keepTail(0))
                .run();
        assertThat(run.words(1)).contains("Look left.");
        assertThat(run.lastWords(2)).containsSubsequence("compacted into the summary", "Look left.");
    }

    @Test
    void oneThatStaysInTheKeptTailIsNotSaidTwice() throws Exception {
        var run = following(
                        replying(call("c0", "look", "{}")),
                        during(call("c1", "look", "{}"), "Look left."),
                        replying(pause("We looked.")),
                        replying(text("Done.")))
                .run();
        assertThat(run.words(3)).containsOnlyOnce("Look left.");
        assertThat(run.results(3)).hasSize(1);
    }

    @Test
    void oneThatWasAnsweredIsLeftToTheSummary() throws Exception {
        var run = following(
                        during(call("c1", "look", "{}"), "Look left."),
                        replying(call("c2", "look", "{}")),
                        replying(pause("We looked.")),
                        replying(text("Done.")))
                .compaction(Compaction.at(50_000).keepTail(0))
                .run();
        assertThat(run.words(2)).contains("Look left.");
        assertThat(run.words(3)).doesNotContain("Look left.");
    }

    @Test
    void itWaitsForATurnThatTheProviderInterrupted() throws Exception {
        var search = new Block.Opaque("server_tool_use", new Json("{\"id\":\"s\"}"));
        var run = following(
                        during(reply(StopReason.PAUSE_TURN, List.of(search)), "Look left."),
                        replying(call("c1", "look", "{}")),
                        replying(text("Done.")))
                .run();
        assertThat(run.words(1)).doesNotContain("Look left.");
        assertThat(run.lastWords(2)).isEqualTo("Look left.");
    }

    @Test
    void theWordsOfAPinSaidAgainAreNoSecondPin() throws Exception {
        var run = following(during(call("c1", "look", "{}"), "Do the work."), replying(text("Done.")))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(run.lastWords(1)).isEqualToIgnoringWhitespace("Do the work.");
    }

    @Test
    void oneThatComesDuringTheLastWordIsKeptAndMentioned() throws Exception {
        var run = following(
                        replying(using(call("c1", "look", "{}"), Usage.of(900, 10))),
                        during(text("Half of it."), "Wait!", "Please."))
                .budget(Budget.unlimited().billedTokens(100_000).wrapUpAt(0.009))
                .run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().detail()).contains("2 messages were not read");
        assertThat(received(run)).containsExactly("Wait!", "Please.");
        assertThat(run.journal().getLast().event()).isInstanceOf(SessionEvent.Ended.class);
    }

    @Test
    void oneThatComesBeforeACancelIsKeptAndMentioned() throws Exception {
        var asked = new CountDownLatch(1);
        var running = following((request, scope) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return text("never");
                })
                .start();
        asked.await();
        assertThat(agent.get().send("Hello?")).isTrue();
        running.cancel("enough");
        var run = running.await();
        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.outcome().detail()).isEqualTo("enough; 1 message was not read");
        assertThat(received(run)).containsExactly("Hello?");
    }

    @Test
    void anEndedSessionHearsNothing() throws Exception {
        var run = following(replying(text("Done."))).run();
        assertThat(agent.get().send("Hello?")).isFalse();
        assertThat(received(run)).isEmpty();
    }

    @Test
    void oneThatCannotBeRecordedIsCountedInTheOutcome() throws Exception {
        following((request, scope) -> {
            agent.get().send("Hello?");
            agent.get().seizeJournal();
            return text("Done.");
        });
        assertThat(agent.get().start().outcome().detail())
                .contains("another writer holds this session", "1 message was not read");
        assertThat(agent.get().send("Anyone?")).isFalse();
    }

    @Test
    void anEmptyOneIsRefused() throws Exception {
        following(replying(text("Done."))).run();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.get().send(" "))
                .withMessageContaining("message is empty");
    }
}
