package dev.longhaul.runner.langchain4j;

import static dev.longhaul.runner.langchain4j.FakeOpenAi.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import dev.longhaul.session.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whole agents on langchain4j-open-ai, over real HTTP. */
class AgentOnLangChain4jTest {

    /** Two tools that remember. */
    static final class Desk {

        final List<String> noted = new CopyOnWriteArrayList<>();

        @Tool("The price of an item in cents")
        long price(@P("such as lamp") String item) {
            noted.add(item);
            return item.length() * 100L;
        }
    }

    private static Outcome run(FakeOpenAi server, Desk desk) throws InterruptedException {
        try (var runner = AgentRunner.builder()
                .model(server.model())
                .system("You know prices.")
                .tools(desk)
                .compaction(Compaction.off())
                .build()) {
            return runner.start("What do a lamp and a chair cost?").await();
        }
    }

    @Test
    void anAgentCallsItsToolsInParallelAndAnswers() throws Exception {
        var desk = new Desk();
        try (var server = new FakeOpenAi(
                Answer.calls(call("a", "price", "{\"item\":\"lamp\"}"), call("b", "price", "{\"item\":\"chair\"}")),
                Answer.text("900 cents."))) {
            var outcome = run(server, desk);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().text()).isEqualTo("900 cents.");
            assertThat(outcome.report().ledger().billed()).isEqualTo(Usage.of(200, 20));
            assertThat(desk.noted).containsExactlyInAnyOrder("lamp", "chair");
            assertThat(server.lastRequest().at("/messages/3/content").asText()).isEqualTo("400");
            assertThat(server.lastRequest().at("/messages/4/content").asText()).isEqualTo("500");
        }
    }

    @Test
    void aCallTheModelGotWrongIsToldSoAndTriedAgain() throws Exception {
        var desk = new Desk();
        try (var server = new FakeOpenAi(
                Answer.calls(call("a", "price", "{\"item\":")),
                Answer.calls(call("b", "price", "{\"item\":\"lamp\"}")),
                Answer.text("400 cents."))) {
            var outcome = run(server, desk);

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(desk.noted).containsExactly("lamp");
            var sent = server.requests().get(1);
            assertThat(sent.at("/messages/3/content").asText()).startsWith("Error: price did not run");
            assertThat(sent.at("/messages/2/tool_calls/0/function/arguments").asText())
                    .isEqualTo("{\"not_an_object\":\"{\\\"item\\\":\"}");
        }
    }

    @Test
    void aRefusalStopsTheSessionWithTheModelsWords() throws Exception {
        try (var server =
                new FakeOpenAi(Answer.message("{\"role\":\"assistant\",\"refusal\":\"Not for sale.\"}", "stop"))) {
            var outcome = run(server, new Desk());

            assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
            assertThat(outcome.detail()).isEqualTo("Not for sale.");
        }
    }

    @Test
    void anErrorThatStaysEndsTheSessionWithItsWords() throws Exception {
        try (var server = new FakeOpenAi(Answer.error(404, "model_not_found", "There is no model fake."))) {
            var outcome = run(server, new Desk());

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.detail()).contains("There is no model fake.", "check the model name");
        }
    }
}
