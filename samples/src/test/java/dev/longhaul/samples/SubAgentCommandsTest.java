package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Json;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.SubAgent;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approval;
import dev.longhaul.tools.ToolPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with sub-agents, as a shell sees it. */
class SubAgentCommandsTest {

    @TempDir
    Path home;

    private String child = "";

    @BeforeEach
    void run() throws Exception {
        try (var store = SessionStore.open(AgentHome.at(home));
                var runner = AgentRunner.builder()
                        .model(ScriptedModel.of(
                                Replies.call("c1", "reader", "{\"task\":\"Read report 7.\"}"), Replies.text("Done.")))
                        .compaction(Compaction.off())
                        .budget(Budget.unlimited().billedTokens(100_000))
                        .tools(SubAgent.tool(
                                "reader",
                                "Reads.",
                                AgentRunner.builder()
                                        .model(ScriptedModel.of(Replies.text("All is well.")))
                                        .compaction(Compaction.off())))
                        .journal(store)
                        .build()) {
            runner.start("p", "Sum up.").await();
            child = store.read("p").stream()
                    .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                    .map(entry -> ((SessionEvent.SubAgentStarted) entry.event()).sessionId())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home.toString()), arguments);
    }

    @Test
    void lists_say_whose_agent_a_session_is() {
        assertThat(agent("sessions").out()).contains("(of p) Read report 7.");
        var all = Json.parse(agent("sessions", "--json").out().strip()).tree();
        assertThat(StreamSupport.stream(all.spliterator(), false))
                .anyMatch(one -> one.path("parent").asText().equals("p"))
                .anyMatch(one -> one.path("parent").isNull());
    }

    @Test
    void either_shows_the_other() {
        assertThat(agent("show", "p").out())
                .contains(
                        "sub-agent " + child + " is at work with at most",
                        "billed tokens",
                        "sub-agent " + child + " completed, 110 tokens billed",
                        "agent    " + child + ", completed");
        assertThat(agent("show", child).out()).contains("sub-agent of p, event", "parent   p");
    }

    @Test
    void the_cost_of_a_session_has_that_of_its_agents_and_adds_up_to_its_ledger() {
        var text = agent("cost", "p");
        assertThat(text.out()).contains("sub-agents").containsPattern("sub-agent " + child + " +110");
        var json = agent("cost", "p", "--json").json();
        long own = json.path("byPurpose").path("work").path("input").asLong()
                + json.path("byPurpose").path("work").path("output").asLong();
        long agents = json.path("subAgents").get(0).path("billedTokens").asLong();
        try (var store = SessionStore.open(AgentHome.at(home))) {
            assertThat(own + agents)
                    .isEqualTo(SessionState.of(store.read("p")).ledger().billedTokens())
                    .isEqualTo(330);
        }
    }

    /** An agent whose sub-agent waits for a person; gives the sub-agent's session. */
    private String waiting() throws Exception {
        try (var store = SessionStore.open(AgentHome.at(home));
                var runner = AgentRunner.builder()
                        .model(ScriptedModel.of(Replies.call("c1", "buyer", "{\"task\":\"Buy report 7.\"}")))
                        .compaction(Compaction.off())
                        .tools(SubAgent.tool(
                                "buyer",
                                "Buys.",
                                AgentRunner.builder()
                                        .model(ScriptedModel.of(Replies.call("b1", "buy", "{}")))
                                        .compaction(Compaction.off())
                                        .tools(new Shop())))
                        .journal(store)
                        .build()) {
            runner.start("w", "Have it bought.").await();
            return store.list().stream()
                    .filter(one -> one.parent().filter("w"::equals).isPresent())
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    /** Sells when a person agrees. */
    public static final class Shop {

        @Tool("Buys a report.")
        @ToolPolicy(approval = Approval.ALWAYS)
        public String buy() {
            return "bought";
        }
    }

    @Test
    void who_decides_for_an_agent_is_told_to_resume_its_caller() throws Exception {
        var waiting = waiting();
        assertThat(agent("approve", waiting).out()).contains("go on with: ./agent resume w");
        assertThat(agent("send", waiting, "Mind the price.").out()).contains("go on with: ./agent resume w");
        assertThat(agent("show", "w").out()).contains("and by its sub-agents what ./agent cost w says");
    }

    @Test
    void what_is_said_to_an_agent_or_ends_it_is_followed_by_how_its_caller_goes_on() throws Exception {
        var waiting = waiting();
        assertThat(agent("send", waiting, "Be quick.").out()).isEqualTo("sent; go on with: ./agent resume w\n");
        assertThat(agent("cancel", waiting).out())
                .isEqualTo("cancelled; its caller w is told so; go on with: ./agent resume w\n");
        var fork = agent("fork", waiting, "--at", "1");
        assertThat(fork.exit()).isEqualTo(2);
        assertThat(fork.err()).contains("fork that one: w");
    }

    @Test
    void what_is_its_callers_business_is_refused_by_name() {
        assertThat(agent("resume", child).err()).contains("./agent resume p");
        assertThat(agent("raise", child, "--budget-billed-tokens", "+5").err()).contains("raise that one");
        assertThat(agent("delete", child).err()).contains("delete that one");
        assertThat(agent("delete", "p").exit()).isZero();
        assertThat(agent("sessions").out()).doesNotContain(child);
    }
}
