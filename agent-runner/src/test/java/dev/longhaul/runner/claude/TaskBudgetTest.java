package dev.longhaul.runner.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.emulator.Answer.Call;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.AgentRunnerBuilder;
import dev.longhaul.runner.claude.FakeServer.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's own task budget is advice that is passed on, where it is understood; it is no limit of ours. */
class TaskBudgetTest {

    private static final ModelRequest HELLO =
            new ModelRequest("", List.of(), List.of(Message.user("hi")), 100, ToolChoice.AUTO, null);

    private static FakeServer.Request sent(String model, boolean counted) throws Exception {
        try (var server = new FakeServer(
                Answer.ok("{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\"}"))) {
            var claude = Claude.of(server.config().withModel(model).withTaskBudget(50_000));
            if (counted) {
                claude.countTokens(HELLO, CallScope.unlimited());
            } else {
                claude.reply(HELLO, CallScope.unlimited());
            }
            return server.requests().getFirst();
        }
    }

    private static String budget(FakeServer.Request sent) {
        return new Json(sent.body()).tree().path("output_config").toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestCarriesItWithItsHeader(boolean counted) throws Exception {
        var sent = sent("claude-opus-5-5", counted);
        assertThat(budget(sent)).isEqualTo("{\"task_budget\":{\"type\":\"tokens\",\"total\":50000}}");
        assertThat(sent.headers()).containsEntry("Anthropic-beta", List.of("task-budgets-2026-03-13"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-4-6", "claude-opus-4-20250514"})
    void aModelThatDoesNotTakeItIsNotSentIt(String model) throws Exception {
        var sent = sent(model, false);
        assertThat(budget(sent)).isEmpty();
        assertThat(sent.headers()).doesNotContainKey("Anthropic-beta");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-4-7",
                "claude-opus-4-8-20260601",
                "claude-opus-5",
                "claude-fable-5-2",
                "claude-mythos-5"
            })
    void thoseThatTakeItAre(String model) throws Exception {
        assertThat(budget(sent(model, false))).contains("50000");
    }

    @Test
    void lessThanTheProviderTakesIsRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaudeConfig.at("http://localhost").withTaskBudget(19_999))
                .withMessageContaining("give 20,000 or more");
    }

    /** Looks six times and sums up in a word. */
    private static final class Looker implements Brain {
        private final AtomicInteger left = new AtomicInteger(6);

        @Override
        public dev.longhaul.emulator.Answer answer(VisibleContext context) {
            return context.toolsAllowed() && left.getAndDecrement() > 0
                    ? dev.longhaul.emulator.Answer.calls(
                            "", List.of(new Call("look", JsonNodeFactory.instance.objectNode())))
                    : dev.longhaul.emulator.Answer.text("Seen.");
        }

        @Override
        public String summarise(VisibleContext context, @Nullable String instructions) {
            return "We looked.";
        }
    }

    private static AgentRunnerBuilder agent(MessagesEmulator server, Compaction compaction, int seen) {
        var config = ClaudeConfig.at(server.uri().toString())
                .withModel("claude-opus-5-5")
                .withTaskBudget(50_000);
        return AgentRunner.builder()
                .model(Claude.of(config))
                .tools(new Looking("green ".repeat(seen)))
                .compaction(compaction.keepTail(0).reinject(0));
    }

    /** What there is to see. */
    record Looking(String sight) {
        @Tool("Looks.")
        String look() {
            return sight;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompactionForm.class,
            names = {"THRESHOLD", "ON_DEMAND", "CLIENT"})
    void theServiceTakesItBesideEveryFormOfCompaction(CompactionForm form) throws Exception {
        boolean threshold = form == CompactionForm.THRESHOLD;
        var compaction = (threshold ? Compaction.at(50_000) : Compaction.onDemand(3_000)).in(form);
        try (var server = MessagesEmulator.builder().brain(new Looker()).start();
                var runner = agent(server, compaction, threshold ? 12_000 : 500).build()) {
            var report = runner.start("Look.").await().report();
            assertThat(report.ledger().compactions()).isPositive();
            assertThat(server.requests()).noneMatch(request -> request.status() == 400);
        }
    }
}
