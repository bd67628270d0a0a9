package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.compaction;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.Closed;
import dev.longhaul.session.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sound request passes; spoilt in any one way it does not, and the breach is named. */
class RequestAuditTest {

    private static final Block.Text TASK = new Block.Text("Do the work.");
    private static final Block.Text RULES = new Block.Text("Be kind.");
    private static final Block SEARCH = new Block.Opaque("server_tool_use", Json.EMPTY_OBJECT);

    private static final Block.Compaction BLOCK = compaction("We looked.");
    private static final Block.Compaction IN_WORDS = new Block.Compaction("We looked.", null);
    private static final Message GO_ON = Message.user("Go on.");

    /** Task and rules, two calls at once, their results. */
    private static final List<Message> SOUND = List.of(
            Message.user(List.of(TASK, RULES)),
            Message.assistant(List.of(new Block.Text("Let me look."), call("a"), call("b"))),
            Message.user(List.of(result("a"), result("b"), new Block.Text("And hurry."))));

    private static Block call(String id) {
        return new Block.ToolUse(id, "look", Json.EMPTY_OBJECT);
    }

    private static Block result(String id) {
        return new Block.ToolResult(id, "green", false);
    }

    private static List<Message> with(int index, Message message) {
        return changed(messages -> {
            messages.set(index, message);
            return messages;
        });
    }

    private static List<Message> changed(UnaryOperator<List<Message>> change) {
        return change.apply(new ArrayList<>(SOUND));
    }

    private static void audit(List<Message> messages, Block.Text... standing) {
        audit(messages, null, List.of(standing));
    }

    // The checker does not see that a nested type is nullable in a record that is already compiled.
    @SuppressWarnings("NullAway")
    private static void audit(List<Message> messages, Block.@Nullable Text owed, List<Block.Text> standing) {
        RequestAudit.check(
                new ModelRequest("", List.of(), messages, 100, ModelRequest.ToolChoice.AUTO, null),
                new Context(messages, standing, owed, null, 0, 0),
                Purpose.WORK,
                false);
    }

    private static void refuses(String breach, List<Message> messages) {
        assertThatIllegalStateException()
                .isThrownBy(() -> audit(messages, TASK, RULES))
                .withMessageContaining(breach);
    }

    private static void passes(List<Message> messages, Block.Text... standing) {
        assertThatCode(() -> audit(messages, standing)).doesNotThrowAnyException();
    }

    // As above.
    @SuppressWarnings("NullAway")
    private static void auditBehind(Closed closed, @Nullable CompactionRequest compaction, List<Message> messages) {
        RequestAudit.check(
                new ModelRequest("", List.of(), messages, 100, ModelRequest.ToolChoice.AUTO, compaction),
                new Context(messages, List.of(), null, closed, 0, 0),
                Purpose.WORK,
                false);
    }

    private static void refusesBehind(Closed closed, String breach, List<Message> messages) {
        assertThatIllegalStateException()
                .isThrownBy(() -> auditBehind(closed, null, messages))
                .withMessageContaining(breach);
    }

    @Test
    void aSoundRequestPasses() {
        passes(SOUND, TASK, RULES);
    }

    @Test
    void soDoesOneBehindABoundary() {
        var block = Message.assistant(List.of(compaction("We looked.")));
        passes(List.of(block, SOUND.get(1), SOUND.get(2).plus(RULES)), RULES);
    }

    @Test
    void soDoesATurnThatItsProviderInterrupted() {
        passes(List.of(SOUND.getFirst(), Message.assistant(List.of(SEARCH))), TASK, RULES);
    }

    @Test
    void soDoesAModelThatRepeatsItsTask() {
        var echo = Message.assistant(List.of(TASK, call("a")));
        passes(List.of(SOUND.getFirst(), echo, Message.user(List.of(result("a")))), TASK, RULES);
    }

    @Test
    void itNeedsMessages() {
        refuses("no messages", List.of());
    }

    @Test
    void noMessageIsEmpty() {
        refuses("message 2 is empty", with(2, Message.user(List.of())));
    }

    @Test
    void aCallWithoutItsResultIsFound() {
        refuses("[b]", with(2, Message.user(List.of(result("a")))));
    }

    @Test
    void aLastCallWithoutAnyResultIsFound() {
        refuses("have no results", SOUND.subList(0, 2));
    }

    @Test
    void aResultWithoutItsCallIsFound() {
        refuses("not open", with(1, Message.assistant(List.of(call("a")))));
    }

    @Test
    void aResultGivenTwiceIsFound() {
        refuses("not open", with(2, Message.user(List.of(result("a"), result("b"), result("b")))));
    }

    @Test
    void resultsSplitOverTwoMessagesAreFound() {
        refuses("unanswered", changed(messages -> {
            messages.set(2, Message.user(List.of(result("a"))));
            messages.add(Message.user(List.of(result("b"))));
            return messages;
        }));
    }

    @Test
    void aResultBehindWordsIsFound() {
        refuses(
                "behind other content",
                with(2, Message.user(List.of(result("a"), new Block.Text("So."), result("b")))));
    }

    @Test
    void wordsOfTheModelBetweenCallAndResultAreFound() {
        refuses("before the calls", changed(messages -> {
            messages.add(2, Message.assistant(List.of(new Block.Text("Still here."))));
            return messages;
        }));
    }

    @Test
    void aPinThatIsMissingIsFound() {
        refuses("stands 0 times in it: Be kind.", with(0, Message.user(List.of(TASK))));
    }

    @Test
    void aPinThatStandsTwiceIsFound() {
        refuses("stands 2 times in it: Be kind.", with(2, SOUND.get(2).plus(RULES)));
    }

    @Test
    void aPinThatIsOwedMayBeMissing() {
        var messages = List.of(Message.user("Go on."), Message.assistant(List.of(SEARCH)));
        assertThatCode(() -> audit(messages, RULES, List.of(RULES))).doesNotThrowAnyException();
    }

    @Test
    void aHistoryThatWasSummarisedIsFound() {
        refuses("behind what it summarised", changed(messages -> {
            messages.add(1, Message.assistant(List.of(compaction("We looked."))));
            return messages;
        }));
    }

    @Test
    void aBlockBehindWordsOfItsOwnMessageIsFound() {
        var message = Message.assistant(List.of(new Block.Text("So:"), compaction("We looked.")));
        refuses("behind what it summarised", List.of(message, Message.user(List.of(TASK, RULES))));
    }

    @Test
    void aSummaryInWordsMayStandBehindAKeptHead() {
        var closed = new Closed(IN_WORDS, SOUND.subList(1, 2));
        assertThatCode(() -> auditBehind(
                        closed, null, List.of(Message.user(List.of(TASK, IN_WORDS, new Block.Text("On."))))))
                .doesNotThrowAnyException();
    }

    @Test
    void aSummaryInWordsThatTheModelIsSaidToHaveSpokenIsFound() {
        refusesBehind(
                new Closed(IN_WORDS, List.of()),
                "behind what it summarised",
                List.of(Message.assistant(List.of(IN_WORDS)), GO_ON));
    }

    @Test
    void aMessageThatWasSummarisedAndIsSentAgainIsFound() {
        refusesBehind(
                new Closed(BLOCK, SOUND),
                "message 1 was summarised already",
                List.of(Message.assistant(List.of(BLOCK)), SOUND.get(1), SOUND.get(2)));
    }

    @Test
    void anotherMessageWithTheSameWordsIsNotMistakenForIt() {
        var again = List.of(Message.assistant(List.of(BLOCK)), Message.user(List.of(TASK, RULES)));
        assertThatCode(() -> auditBehind(new Closed(BLOCK, SOUND), null, again)).doesNotThrowAnyException();
    }

    @Test
    void aSummaryThatIsLeftOutIsFound() {
        refusesBehind(new Closed(BLOCK, SOUND), "stands 0 times", List.of(GO_ON));
    }

    @Test
    void aCopyOfASummaryIsNoSummary() {
        refusesBehind(
                new Closed(BLOCK, SOUND),
                "stands 0 times",
                List.of(Message.assistant(List.of(compaction("We looked."))), GO_ON));
    }

    @Test
    void aSignedBlockOnARequestForCompactionAtAThresholdIsFound() {
        var signed = new Block.Compaction(
                "We looked.", new Json("{\"type\":\"compaction\",\"content\":\"We looked.\",\"signature\":\"s\"}"));
        assertThatIllegalStateException()
                .isThrownBy(() -> auditBehind(
                        new Closed(signed, List.of()),
                        new CompactionRequest.Threshold(50_000, null),
                        List.of(Message.assistant(List.of(signed)), GO_ON)))
                .withMessageContaining("signed block");
    }

    @Test
    void aRequestThatTheModelItselfEndsIsFound() {
        refuses("nothing to answer", changed(messages -> {
            messages.add(Message.assistant(List.of(new Block.Text("Done."))));
            return messages;
        }));
    }
}
