package dev.longhaul.runner;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.model.Block;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approver;
import dev.longhaul.tool.ReadResult;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tools.ToolPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a runner makes of the tools it is given. */
class RunnerToolsTest {

    /** Keeps a till, and asks before it pays much. */
    static final class Till implements AutoCloseable {

        final List<String> log = new CopyOnWriteArrayList<>();

        @Tool("Pays.")
        @ToolPolicy(approvalWhen = "isMuch")
        public String pay(int amount, ToolContext context) {
            context.progress("counting");
            log.add("paid " + amount);
            return "paid";
        }

        @Tool("Tells all that was ever paid.")
        @ToolPolicy(maxResultTokens = 100)
        public String history() {
            return "paid 5\n".repeat(2_000);
        }

        boolean isMuch(ToolCall call) {
            return call.input().tree().path("amount").asInt() > 100;
        }

        @Override
        public void close() {
            log.add("closed");
        }
    }

    @Test
    void a_policy_on_a_method_is_obeyed() throws Exception {
        var till = new Till();
        var model = ScriptedModel.of(call("a", "pay", "{\"amount\":500}"), text("Done."));
        try (var runner = AgentRunner.builder().model(model).tools(till).build()) {
            assertThat(runner.start("s", "Pay.").await())
                    .isInstanceOfSatisfying(Outcome.Suspended.class, suspended -> assertThat(suspended.reason())
                            .isEqualTo("approval"));
            assertThat(till.log).isEmpty();
        }
    }

    @Test
    void who_approves_everything_is_asked_for_nothing() throws Exception {
        var till = new Till();
        var model = ScriptedModel.of(call("a", "pay", "{\"amount\":500}"), text("Done."));
        var told = new CopyOnWriteArrayList<String>();
        try (var runner = AgentRunner.builder()
                .model(model)
                .tools(till)
                .approver(Approver.everything())
                .onProgress((session, call, words) -> told.add(call.name() + ": " + words))
                .build()) {
            assertThat(runner.start("Pay.").await()).isInstanceOf(Outcome.Completed.class);
        }
        assertThat(till.log).containsExactly("paid 500", "closed");
        assertThat(told).containsExactly("pay: counting");
    }

    @Test
    void tools_that_can_be_closed_are_closed_once_with_the_runner() {
        var till = new Till();
        var runner = AgentRunner.builder().model(ScriptedModel.of()).tools(till).build();
        assertThat(till.log).isEmpty();
        runner.close();
        runner.close();
        assertThat(till.log).containsExactly("closed");
    }

    static final class Stuck implements AutoCloseable {

        @Tool("Does nothing.")
        public void nothing() {}

        @Override
        public void close() {
            throw new IllegalStateException("stuck");
        }
    }

    @Test
    void one_that_cannot_be_closed_does_not_keep_the_others_open() {
        var till = new Till();
        AgentRunner.builder()
                .model(ScriptedModel.of())
                .tools(new Stuck(), till)
                .build()
                .close();
        assertThat(till.log).containsExactly("closed");
    }

    private static List<String> offered(AgentRunnerBuilder agent) throws InterruptedException {
        var names = new ArrayList<String>();
        var model = new Minded(request -> {
            names.addAll(request.tools().stream().map(ToolSpec::name).toList());
            return text("Done.");
        });
        try (var runner = agent.model(model).build()) {
            runner.start("Go.").await();
        }
        return names;
    }

    @Test
    void who_has_tools_can_read_on_in_what_they_said() throws Exception {
        assertThat(offered(AgentRunner.builder())).isEmpty();
        assertThat(offered(AgentRunner.builder().tools(new Till()))).containsExactly("history", "pay", ReadResult.NAME);
    }

    @Test
    void a_long_result_is_read_on_from_the_journal() throws Exception {
        var model = new Minded(request -> switch (request.messages().size()) {
            case 1 -> call("a", "history", "{}");
            case 3 -> call("b", ReadResult.NAME, "{\"id\":5,\"offset\":13993}");
            default ->
                text(request.messages()
                        .getLast()
                        .blocks(Block.ToolResult.class)
                        .map(Block.ToolResult::text)
                        .findFirst()
                        .orElseThrow());
        });
        try (var runner = AgentRunner.builder().model(model).tools(new Till()).build()) {
            assertThat(runner.start("Tell.").await().report().text()).isEqualTo("paid 5\n");
        }
    }

    @Test
    void room_for_no_tool_at_all_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentRunner.builder().toolsAtOnce(0))
                .withMessageContaining("give 1 or more");
    }
}
