package dev.longhaul.loop;

import static dev.longhaul.loop.TestTools.countingUp;
import static dev.longhaul.loop.TestTools.inWrapUp;
import static dev.longhaul.loop.TestTools.saying;
import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static dev.longhaul.testing.Replies.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Told to wrap up, a model may still call the tools that are let, a few times, all of it paid for from the start. */
class WrapUpToolsTest {

    private static final int CALL = 5_000;

    /** Eighteen calls of 5,000 tokens reach the edge; what is left pays for three more and what they add. */
    private static final Budget TWENTY =
            Budget.unlimited().billedTokens(150_000).wrapUpAt(0.6);

    private static ModelReply[] looks(ModelReply... rest) {
        return Stream.concat(
                        IntStream.rangeClosed(1, 18)
                                .mapToObj(i -> using(call("c" + i, "look", "{}"), Usage.of(CALL - 10L, 10))),
                        Arrays.stream(rest))
                .toArray(ModelReply[]::new);
    }

    private static TestAgent agent(ModelReply... script) {
        return TestAgent.replying(script)
                .tools(countingUp("look", "green"), inWrapUp(saying("save", "saved")))
                .budget(TWENTY);
    }

    private static ModelReply calls(StopReason reason, String... names) {
        var content = IntStream.range(0, names.length)
                .<Block>mapToObj(i -> new Block.ToolUse("w" + i, names[i], Json.EMPTY_OBJECT))
                .toList();
        return reply(reason, content);
    }

    private static List<String> answers(TestRun run, int request) {
        return run.results(request).stream().map(Block.ToolResult::text).toList();
    }

    @Test
    void aToolThatIsLetRunsAndThenTheLastWordIsAskedFor() throws Exception {
        var run = agent(looks(call("w1", "save", "{}"), text("All is saved."))).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().report().text()).isEqualTo("All is saved.");
        assertThat(run.lastWords(18)).contains("only save can still be called");
        assertThat(answers(run, 19)).containsExactly("saved");
        assertThat(run.requests()).hasSize(20);
    }

    @Test
    void itMayAlsoSayItsLastWordAtOnce() throws Exception {
        var run = agent(looks(text("Bye."))).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.requests()).hasSize(19);
        assertThat(run.requests().getLast().toolChoice()).isEqualTo(ToolChoice.AUTO);
    }

    @Test
    void theToolsStayDescribedWholeSoThatThePrefixStaysCached() throws Exception {
        var run = agent(looks(call("w1", "save", "{}"), text("Bye."))).run();
        assertThat(run.requests().get(18).tools())
                .isEqualTo(run.requests().getFirst().tools());
        assertThat(run.requests().get(19).tools())
                .isEqualTo(run.requests().getFirst().tools());
    }

    @Test
    void anyOtherToolIsNotRunAndTheModelIsToldWhichMayBe() throws Exception {
        var run = agent(looks(calls(StopReason.TOOL_USE, "look", "save"), text("Bye.")))
                .run();
        assertThat(answers(run, 19))
                .containsExactly("Not run: it is time to wrap up, and only save may be called.", "saved");
        assertThat(run.events(SessionEvent.ToolRefused.class)).hasSize(1);
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(19);
    }

    @Test
    void afterTwoRepliesThatCallTheNextOneIsTheLast() throws Exception {
        var run = agent(looks(call("w1", "save", "{}"), call("w2", "save", "{}"), call("w3", "save", "{}")))
                .run();
        assertThat(run.requests().subList(18, 21))
                .extracting("toolChoice")
                .containsExactly(ToolChoice.AUTO, ToolChoice.AUTO, ToolChoice.NONE);
        assertThat(run.lastWords(19)).isEmpty();
        assertThat(run.lastWords(20)).contains("This is your last reply");
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(20);
    }

    @Test
    void ofTooManyCallsInOneReplyTheFirstAreRun() throws Exception {
        var names = Stream.generate(() -> "save").limit(10).toArray(String[]::new);
        var run = agent(looks(calls(StopReason.TOOL_USE, names), text("Bye."))).run();
        assertThat(answers(run, 19))
                .startsWith("saved")
                .endsWith(
                        "Not run: it is time to wrap up, with at most 8 calls in a reply.",
                        "Not run: it is time to wrap up, with at most 8 calls in a reply.");
        assertThat(run.events(SessionEvent.ToolStarted.class)).hasSize(26);
    }

    @Test
    void anAnswerIsCutToWhatWasSetAsideAndTheJournalHasAllOfIt() throws Exception {
        var huge = "x".repeat(50_000);
        var run = TestAgent.replying(looks(calls(StopReason.TOOL_USE, "save", "save"), text("Bye.")))
                .tools(countingUp("look", "green"), inWrapUp(saying("save", huge)))
                .budget(TWENTY)
                .run();
        assertThat(answers(run, 19))
                .allSatisfy(answer -> assertThat(answer).hasSize(500).endsWith("..."));
        assertThat(run.events(SessionEvent.ToolFinished.class)
                        .getLast()
                        .result()
                        .text())
                .isEqualTo(huge);
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void callsThatWereCutOffAreNotRun() throws Exception {
        var run =
                agent(looks(calls(StopReason.MAX_TOKENS, "save"), text("Bye."))).run();
        assertThat(answers(run, 19)).singleElement().asString().startsWith("Not run: the reply was cut off");
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().report().text()).isEqualTo("Bye.");
    }

    @Test
    void callsThatCannotBeToldApartAreTakenForTheLastWord() throws Exception {
        var twice = reply(
                StopReason.TOOL_USE,
                List.of(
                        new Block.Text("Saving."),
                        new Block.ToolUse("w", "save", Json.EMPTY_OBJECT),
                        new Block.ToolUse("w", "save", Json.EMPTY_OBJECT)));
        var run = agent(looks(twice)).run();
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
        assertThat(run.outcome().report().text()).isEqualTo("Saving.");
    }

    @Test
    void allItsRepliesAreKeptInReserveFromTheStart() throws Exception {
        var calls = Budget.unlimited().modelCalls(6).wrapUpAt(1);
        var run = agent(looks()).budget(calls).run();
        assertThat(run.events(SessionEvent.ModelAsked.class).stream().filter(asked -> asked.purpose() == Purpose.WORK))
                .hasSize(3);
        assertThat(run.requests()).hasSize(6);
        assertThat(run.requests().getLast().toolChoice()).isEqualTo(ToolChoice.NONE);
    }

    @Test
    void whereTheReserveCannotPayForCallsAnyMoreTheLastWordIsAskedForAtOnce() throws Exception {
        var big = using(call("big", "look", "{}"), Usage.of(30_000, 10));
        var run = agent(Stream.concat(Stream.of(big), Stream.of(text("Bye."))).toArray(ModelReply[]::new))
                .budget(Budget.unlimited().billedTokens(70_000))
                .run();
        assertThat(run.events(SessionEvent.CallRefused.class))
                .extracting(SessionEvent.CallRefused::purpose)
                .containsExactly(Purpose.WORK, Purpose.WRAP_UP);
        assertThat(run.requests().getLast().toolChoice()).isEqualTo(ToolChoice.NONE);
        assertThat(run.lastWords(1)).contains("wrap up", "No tools can be called any more");
        assertThat(run.outcome()).isInstanceOf(Outcome.WrappedUp.class);
    }

    @Test
    void theJournalSaysWhichToolsMayBeCalled() throws Exception {
        var run = agent(looks(text("Bye."))).run();
        assertThat(run.state().start().settings().wrapUpTools()).containsExactly("save");
    }
}
