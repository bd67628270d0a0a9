package dev.longhaul.runner.store;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.compaction.Pin;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.testkit.AgentFixture;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents whose sessions outlive their process. */
class SessionsInAStoreTest {

    private static final String KEY = "sk-ant-secret-0123456789";

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Tool answering(String words) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("look", "Looks.", new Json("{\"type\":\"object\"}"));
            }

            @Override
            public ToolResult call(ToolCall call, ToolContext context) {
                return ToolResult.of(call, words);
            }
        };
    }

    private static ScriptedModel working() {
        return ScriptedModel.of(call("c1", "look", "{}"), pause("We looked."), text("Done."));
    }

    /** The fixture itself compares the state with the one folded from what it reads. */
    @Test
    void a_session_read_from_the_store_leads_to_the_state_it_ended_in() {
        var run = AgentFixture.of(working())
                .journal(store)
                .tools(answering("x".repeat(200_000)))
                .pins(Pin.task(), Pin.recentTurns(1))
                .run("Look around.");
        assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
        store.close();
        store = SessionStore.open(AgentHome.at(folder));
        var id = run.state().start().sessionId();
        assertThat(SessionState.of(() -> store.stream(id, 0).iterator())).isEqualTo(run.state());
        assertThat(store.verify(id)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_runner_holds_its_session_while_it_runs_and_lets_it_go_at_the_end() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var model = ScriptedModel.following((request, scope) -> {
            asked.countDown();
            answer.await();
            return text("Done.");
        });
        try (var runner = AgentRunner.builder().model(model).journal(store).build();
                var second =
                        AgentRunner.builder().model(working()).journal(store).build()) {
            var session = runner.start("s", "Look around.");
            asked.await();
            long me = ProcessHandle.current().pid();
            assertThat(store.current("s"))
                    .hasValueSatisfying(
                            lease -> assertThat(lease.holder().pid()).isEqualTo(me));
            assertThatExceptionOfType(SessionHeldException.class)
                    .isThrownBy(() -> second.start("s", "Look around too."))
                    .withMessageContaining("process " + me);
            answer.countDown();
            assertThat(session.await()).isInstanceOf(Outcome.Completed.class);
            assertThat(store.current("s")).isEmpty();
            assertThat(store.find("s").orElseThrow().outcome()).contains(Ending.Kind.COMPLETED);
        }
    }

    @Test
    void an_id_in_use_is_refused_and_not_held_for_that() {
        Journals.write(store, "s", 1);
        try (var runner = AgentRunner.builder().model(working()).journal(store).build()) {
            assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> runner.start("s", "Again."));
        }
        assertThat(store.current("s")).isEmpty();
    }

    @Test
    void a_secret_that_a_tool_lets_slip_does_not_reach_the_disk() throws Exception {
        store.close();
        store = SessionStore.open(AgentHome.at(folder), Redactor.usual(KEY));
        var model = ScriptedModel.of(call("c1", "look", "{\"key\":\"" + KEY + "\"}"), text("The key is " + KEY + "."));
        try (var runner = AgentRunner.builder()
                .model(model)
                .tools(answering("key=" + KEY + " " + "x".repeat(100_000)))
                .journal(store)
                .build()) {
            var outcome = runner.start("s", "Use " + KEY + ".").await();
            assertThat(outcome.report().text()).contains(KEY);
        }
        var out = new StringBuilder();
        store.export("s", out);
        assertThat(out).doesNotContain(KEY).contains("The key is ***.");
        assertThat(store.find("s").orElseThrow().task()).isEqualTo("Use ***.");
        store.close();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readAllBytes(file))
                    .asString(StandardCharsets.ISO_8859_1)
                    .doesNotContain(KEY));
        }
    }
}
