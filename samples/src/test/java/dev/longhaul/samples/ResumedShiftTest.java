package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.Json;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.samples.support.DemoData;
import dev.longhaul.samples.support.DeskDatabase;
import dev.longhaul.samples.support.Knowledge;
import dev.longhaul.samples.support.SupportBrain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shift that stopped and goes on in another process: the desk is as it was, and no ticket is done twice. */
class ResumedShiftTest {

    private static final int TICKETS = 12;

    @TempDir
    Path folder;

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", folder.resolve("home").toString()), arguments);
    }

    private Shell support(String... more) {
        var arguments = new ArrayList<>(List.of(
                "support",
                "--session=s",
                "--queue=" + folder.resolve("queue.json"),
                "--knowledge=" + folder.resolve("knowledge.json"),
                "--out=" + folder.resolve("out.json")));
        arguments.addAll(List.of(more));
        return agent(arguments.toArray(String[]::new));
    }

    @BeforeEach
    void writeFiles() {
        var data = new DemoData(7);
        DemoData.writeQueue(data.tickets(TICKETS), folder.resolve("queue.json"));
        DemoData.writeKnowledge(data.knowledge(), folder.resolve("knowledge.json"));
    }

    private JsonNode done() throws IOException {
        return Json.parse(Files.readString(folder.resolve("out.json"))).tree();
    }

    @Test
    void a_shift_that_wrapped_up_goes_on_where_it_stood_once_its_budget_is_raised() throws IOException {
        assertThat(support("--compact-at=50000", "--budget-total-tokens=45000").exit())
                .isEqualTo(3);
        assertThat(done().size()).isBetween(1, TICKETS - 1);
        agent("raise", "s", "--budget-total-tokens", "+3000000");

        var resumed = agent("resume", "s");

        assertThat(resumed.exit()).isZero();
        assertThat(resumed.out()).contains(TICKETS + " of " + TICKETS + " completed, each exactly once");
        assertThat(done())
                .hasSize(TICKETS)
                .allMatch(ticket -> ticket.path("completions").asInt() == 1);
    }

    @Test
    void it_goes_on_with_the_queue_it_began_with_and_mends_its_results_first() throws IOException {
        support("--compact-at=50000", "--budget-total-tokens=45000");
        var before = done();
        Files.writeString(folder.resolve("queue.json"), "[]");
        Files.delete(folder.resolve("knowledge.json"));
        Files.writeString(folder.resolve("out.json"), "[]");

        assertThat(agent("resume", "s").err()).contains("raise it first");
        assertThat(done()).isEqualTo(before);
        agent("raise", "s", "--budget-total-tokens", "+3000000");
        assertThat(agent("resume", "s").exit()).isZero();
        assertThat(done()).hasSize(TICKETS);
    }

    @Test
    void a_shift_that_was_compacted_goes_on_behind_its_summary() throws IOException {
        try (var server = MessagesEmulator.builder().brain(new SupportBrain()).start()) {
            var first = support("--compact-at=50000", "--budget-total-tokens=80000", "--base-url=" + server.uri());
            assertThat(first.out()).contains("compactions    1 (1 accepted");
            assertThat(done().size()).isBetween(1, TICKETS - 1);
            agent("raise", "s", "--budget-total-tokens", "+3000000");

            assertThat(agent("resume", "s").exit()).isZero();
            assertThat(done())
                    .hasSize(TICKETS)
                    .allMatch(ticket -> ticket.path("completions").asInt() == 1);
        }
    }

    @Test
    void a_demo_goes_on_too() {
        agent("demo", "--session=d", "--tickets=5", "--budget-total-tokens=30000");
        agent("raise", "d", "--budget-total-tokens", "+3000000");
        var resumed = agent("resume", "d");
        assertThat(resumed.exit()).isZero();
        assertThat(resumed.out()).contains("5 of 5 completed, each exactly once");
    }

    @Test
    void a_session_whose_start_is_refused_leaves_no_desk_in_the_way_of_the_next() {
        assertThat(support("--compact-at=49999").err()).contains("the smallest trigger is 50,000");
        assertThat(support("--compact-at=50000").exit()).isZero();
    }

    @Test
    void a_process_that_was_killed_before_its_session_began_is_not_in_the_way_either() {
        var left = AgentHome.at(folder.resolve("home")).filesOf("s").resolve("desk.db");
        DeskDatabase.create(left, List.of(), new Knowledge(Map.of())).close();
        assertThat(support("--compact-at=50000").out()).contains(TICKETS + " of " + TICKETS + " completed");
    }

    @Test
    void a_desk_that_another_process_makes_for_a_session_it_is_about_to_begin_is_left_alone() throws Exception {
        var home = AgentHome.at(folder.resolve("home"));
        new Beginning(home, "s").alone(() -> {
            var theirs = Files.writeString(home.filesOf("s").resolve("desk.db"), "theirs");
            var second = support("--compact-at=50000");
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains("another process is about to begin a session s");
            assertThat(theirs).hasContent("theirs");
            return theirs;
        });
    }

    @Test
    void the_desk_of_another_session_is_not_taken() throws IOException {
        support("--compact-at=50000");
        var before = done();
        assertThat(support("--compact-at=50000").err())
                .contains("there is a session s already: give the new one another --session id")
                .contains("./agent resume s");
        assertThat(done()).isEqualTo(before);
    }

    @Test
    void a_session_whose_desk_is_gone_says_so() throws IOException {
        support("--compact-at=50000", "--budget-total-tokens=45000");
        Files.delete(folder.resolve("home/files/s/desk.db"));
        assertThat(agent("resume", "s").err()).contains("the desk of this session is gone");
    }

    @Test
    void a_fork_works_on_at_a_copy_of_the_desk_as_it_was_when_it_was_forked_and_needs_its_parent_no_more()
            throws IOException {
        support("--compact-at=50000", "--budget-total-tokens=45000");
        agent("fork", "s", "--at=12", "--session=t");
        assertThat(agent("delete", "s").exit()).isZero();
        assertThat(agent("resume", "t").exit()).isIn(0, 3);
        assertThat(folder.resolve("home/files/t/desk.db")).exists();
    }

    @Test
    void a_fork_leaves_the_results_of_its_parent_alone_and_says_where_its_own_are() throws IOException {
        support("--compact-at=50000", "--budget-total-tokens=45000");
        var before = Files.readString(folder.resolve("out.json"));
        agent("fork", "s", "--at=12", "--session=t");
        agent("raise", "t", "--budget-total-tokens", "+3000000");

        var resumed = agent("resume", "t");

        assertThat(folder.resolve("out.json")).hasContent(before);
        assertThat(resumed.out()).contains("results        " + folder.resolve("out-t.json"), "is its parent's");
        assertThat(Json.parse(Files.readString(folder.resolve("out-t.json"))).tree())
                .hasSize(TICKETS);
    }

    @Test
    void a_deleted_session_takes_its_desk_along() {
        support("--compact-at=50000");
        agent("delete", "s");
        assertThat(folder.resolve("home/files/s")).doesNotExist();
    }
}
