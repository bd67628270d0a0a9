package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.runner.store.Verification;
import dev.longhaul.session.Holder;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who goes back, or another way, leaves sub-agents behind: they stay paid for, and new ones begin. */
class SubAgentPastTest {

    private static final long CALL = 110;

    @TempDir
    Path folder;

    private SessionStore store;
    private Sessions sessions;

    @BeforeEach
    void cancelWhileOneReads() throws Exception {
        store = SessionStore.open(AgentHome.at(folder));
        sessions = new Sessions(store, InstantSource.system());
        var atWork = new CountDownLatch(1);
        try (var runner = editor(context -> {
                    atWork.countDown();
                    Thread.currentThread().join();
                })
                .journal(store)
                .build()) {
            var running = runner.start("p", "Have the report read.");
            atWork.await();
            running.cancel("enough");
            running.await();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AgentRunnerBuilder editor(Reading.Turning turning) {
        return Reading.editor(1, turning).budget(Budget.unlimited().billedTokens(100_000));
    }

    private Outcome resume(String session) throws InterruptedException {
        try (var runner = editor(context -> {}).journal(store).build()) {
            return runner.resume(session).await();
        }
    }

    private List<String> children(String session) {
        return store.read(session).stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .map(entry -> ((SessionEvent.SubAgentStarted) entry.event()).sessionId())
                .distinct()
                .toList();
    }

    private long billed(String session) {
        return SessionState.of(store.read(session)).ledger().billedTokens();
    }

    @Test
    void a_fork_has_agents_of_its_own_and_leaves_the_others_to_the_first() throws Exception {
        var first = children("p").getFirst();
        sessions.fork("p", store.find("p").orElseThrow().events(), "f", "ada");
        assertThat(billed("f")).isEqualTo(2 * CALL);

        assertThat(resume("f")).isInstanceOf(Outcome.Completed.class);
        assertThat(resume("p")).isInstanceOf(Outcome.Completed.class);

        assertThat(children("p")).containsExactly(first);
        assertThat(children("f")).hasSize(2).startsWith(first).last().asString().startsWith("f.");
        assertThat(billed("p")).isEqualTo((2 + 4) * CALL);
        assertThat(billed("f")).isEqualTo((2 + 4 + 1) * CALL);
    }

    @Test
    void a_fork_made_while_agents_work_pays_for_what_they_have_spent_not_for_all_that_was_set_aside() throws Exception {
        long begun = begun();
        assertThat(SessionState.of(store.read("p").subList(0, (int) begun)).children())
                .singleElement()
                .satisfies(child -> assertThat(child.settled()).isFalse());
        sessions.fork("p", begun, "f", "ada");
        assertThat(billed("f")).isEqualTo(2 * CALL);
        assertThat(store.verify("f")).isInstanceOf(Verification.Sound.class);
        assertThat(resume("f")).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void of_an_agent_whose_journal_is_gone_a_fork_pays_for_all_that_was_set_aside() throws Exception {
        long begun = begun();
        try (var elsewhere = SessionStore.open(AgentHome.at(folder.resolve("elsewhere")))) {
            var lease = elsewhere.acquire("p", new Holder("here", 1, Instant.EPOCH));
            elsewhere.append(lease, store.read("p").subList(0, (int) begun));
            elsewhere.release(lease);
            new Sessions(elsewhere, InstantSource.system()).fork("p", begun, "f", "ada");
            assertThat(SessionState.of(elsewhere.read("f")).ledger().billedTokens())
                    .isGreaterThan(10 * CALL);
        }
    }

    private long begun() {
        return store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .findFirst()
                .orElseThrow()
                .seq();
    }

    @Test
    void a_fork_of_an_agent_is_nobodys() throws Exception {
        var child = children("p").getFirst();
        sessions.fork(child, store.find(child).orElseThrow().events(), "f", "ada");
        assertThat(SessionState.of(store.read("f")).start().parent()).isNull();
    }

    @Test
    void a_rewind_pays_for_the_agents_it_leaves_behind_and_begins_new_ones() throws Exception {
        long asked = store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.ModelReplied)
                .findFirst()
                .orElseThrow()
                .seq();
        sessions.rewind("p", asked, "ada");
        assertThat(billed("p")).isEqualTo(2 * CALL);

        assertThat(resume("p")).isInstanceOf(Outcome.Completed.class);
        assertThat(children("p")).hasSize(2);
        assertThat(billed("p")).isEqualTo((2 + 1 + 4) * CALL);
    }

    @Test
    void a_rewind_into_a_call_pays_for_its_agent_once() throws Exception {
        assertThat(resume("p")).isInstanceOf(Outcome.Completed.class);
        long begun = store.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .findFirst()
                .orElseThrow()
                .seq();
        sessions.rewind("p", begun, "ada");
        assertThat(billed("p")).isEqualTo(6 * CALL);

        assertThat(resume("p")).isInstanceOf(Outcome.Completed.class);
        assertThat(children("p")).hasSize(2);
        assertThat(billed("p")).isEqualTo((6 + 4 + 1) * CALL);
    }

    @Test
    void an_agent_whose_tool_is_gone_is_paid_for() throws Exception {
        try (var runner = AgentRunner.builder()
                .model(ScriptedModel.of(Replies.text("Never mind.")))
                .journal(store)
                .build()) {
            var outcome = runner.resume("p").await();
            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().ledger().billedTokens()).isEqualTo(3 * CALL);
        }
    }
}
