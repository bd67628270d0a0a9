package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Holder;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import dev.longhaul.tool.Approval;
import dev.longhaul.tools.ToolPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to a session once it is there: each command, as a shell sees it. */
class SessionCommandsTest {

    @TempDir
    Path home;

    @TempDir
    Path elsewhere;

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home.toString()), arguments);
    }

    private Shell demo(String id, String... more) {
        var arguments = new ArrayList<>(List.of("demo", "--tickets", "2", "--session", id));
        arguments.addAll(List.of(more));
        return agent(arguments.toArray(String[]::new));
    }

    private JsonNode listed(String id) {
        var all = Json.parse(agent("sessions", "--json").out().strip()).tree();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.path("session").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Shell shell, int exit, String line) {
        assertThat(shell.err().lines().toList()).hasSize(1);
        assertThat(shell.err()).startsWith("agent: ").contains(line);
        assertThat(shell.exit()).isEqualTo(exit);
    }

    @Test
    void what_was_run_is_listed() {
        demo("one");
        assertThat(agent("sessions").out()).contains("one", "completed", "Handle the tickets of the support queue");
        assertThat(listed("one").path("state").asText()).isEqualTo("completed");
    }

    @Test
    void a_folder_without_sessions_is_said_to_be_one_and_not_made() {
        assertRefused(agent("sessions", "--home", home.resolve("none").toString()), 2, "there are no sessions in");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void a_timeline_tells_each_event_on_one_line_and_how_the_session_stands() {
        demo("one");
        var shown = agent("show", "one");
        assertThat(shown.out())
                .contains(
                        "started: Handle the tickets",
                        "tool get_next_ticket",
                        "ended: completed",
                        "session  one, completed");
        var last = agent("show", "one", "--last", "1", "--json").out().strip();
        assertThat(Json.parse(last).tree().path("type").asText()).isEqualTo("Ended");
    }

    @Test
    void every_command_says_plainly_that_there_is_no_such_session() {
        demo("one");
        for (var command : new String[] {"show", "resume", "export", "verify", "cancel", "delete"}) {
            assertRefused(agent(command, "two"), 2, "there is no session two in " + home);
        }
        assertRefused(agent("send", "two", "Hello?"), 2, "there is no session two");
        assertRefused(agent("fork", "two", "--at", "1"), 2, "there is no session two");
        assertRefused(agent("rewind", "two", "--to", "1"), 2, "there is no session two");
        assertRefused(agent("approve", "two"), 2, "there is no session two");
        assertRefused(agent("deny", "two", "--reason", "no"), 2, "there is no session two");
        assertRefused(agent("raise", "two", "--budget-usd", "+1"), 2, "there is no session two");
    }

    @Test
    void a_session_that_completed_is_not_resumed() {
        demo("one");
        var resumed = agent("resume", "one");
        assertThat(resumed.exit()).isEqualTo(1);
        assertThat(resumed.err()).contains("session one cannot be gone on with: it has completed");
    }

    @Test
    void a_session_that_is_not_resumed_shows_no_header_and_is_told_as_an_object() {
        demo("one");
        agent("coding", "--session=two", "--compact-at=50000");
        assertRefused(agent("resume", "one"), 1, "it has completed");
        assertThat(agent("resume", "one").out()).isEmpty();
        assertThat(agent("resume", "two").out()).isEmpty();

        var refused = agent("resume", "one", "--json");
        assertThat(refused.exit()).isEqualTo(1);
        assertRefused(refused, 1, "it has completed");
        assertThat(refused.json().path("session").asText()).isEqualTo("one");
        assertThat(refused.json().path("outcome").asText()).isEqualTo("failed");
        assertThat(refused.json().path("reason").asText()).isEqualTo("not_run");
        assertThat(refused.json().path("text").asText()).contains("it has completed");
        assertThat(refused.json().path("turns").isNull()).isTrue();

        var unknown = agent("resume", "three", "--json");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.json().path("session").asText()).isEqualTo("three");
        assertThat(unknown.json().path("reason").asText()).isEqualTo("usage");
    }

    @Test
    void a_session_that_never_was_has_no_id_unless_one_was_given() {
        for (var options : new String[] {"--compact-at=49999", "--no-such-option", "--budget-usd=1", "--tickets=0"}) {
            var refused = agent("demo", options, "--json").json();
            assertThat(refused.has("session")).as(options).isTrue();
            assertThat(refused.path("session").isNull()).as(options).isTrue();
        }
    }

    @Test
    void a_start_that_is_refused_is_told_as_an_object_with_the_fields_of_every_result() {
        var completed = demo("one", "--json").json();
        for (var options : new String[] {"--compact-at=49999", "--no-such-option", "--budget-usd=1", "--tickets=0"}) {
            var refused = demo("two", options, "--json");
            assertThat(refused.exit()).as(options).isEqualTo(2);
            assertThat(refused.out().lines()).hasSize(1);
            assertThat(names(refused.json())).containsAll(names(completed));
            assertThat(refused.json().path("session").asText()).isEqualTo("two");
            assertThat(refused.json().path("turns").asInt(-1)).isZero();
            assertThat(refused.err())
                    .contains("agent: " + refused.json().path("text").asText());
        }
        assertThat(demo("two", "--compact-at=49999").out()).isEmpty();
        assertThat(agent("sessions", "--json", "--no-such-option").out()).isEmpty();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void a_session_that_runs_is_not_resumed_and_its_process_is_named() {
        demo("one");
        try (var store = SessionStore.open(AgentHome.at(home))) {
            store.acquire("one", new Holder("build-7", 4711, Instant.EPOCH));
            var resumed = agent("resume", "one");
            assertThat(resumed.exit()).isEqualTo(1);
            assertThat(resumed.err()).contains("session one is run by process 4711 on build-7");
            assertThat(agent("sessions").out()).contains("running (4711)");
            assertThat(agent("send", "one", "Hello?").out()).contains("the process that runs the session takes it up");
        }
    }

    @Test
    void a_journal_of_a_newer_version_is_left_alone() throws SQLException {
        demo("one");
        sql("update agent_format set version = 3");
        assertRefused(agent("resume", "one"), 1, "has tables of version 3");
    }

    @Test
    void a_sound_journal_is_called_sound_and_a_changed_one_is_caught_at_its_first_bad_event() throws SQLException {
        demo("one");
        assertThat(agent("verify", "one").out()).contains("session one is sound");
        sql("update agent_events set payload = x'7b7d' where session = 'one' and seq = 7");
        assertRefused(agent("verify", "one"), 1, "event 7 of session one is damaged");
    }

    @Test
    void a_row_of_the_list_that_cannot_be_read_is_shown_as_damaged_between_the_others() throws SQLException {
        demo("one");
        demo("two");
        sql("update agent_sessions set outcome = 'VANISHED' where id = 'two'");
        var listed = agent("sessions");
        assertThat(listed.exit()).isZero();
        assertThat(listed.out().lines()).anySatisfy(line -> assertThat(line).contains("one ", "completed"));
        assertThat(listed.out().lines()).anySatisfy(line -> assertThat(line)
                .contains("two ", "damaged", "its outcome \"VANISHED\" is not known", "./agent show two"));
        assertThat(listed("two").path("state").asText()).isEqualTo("damaged");
        assertThat(agent("show", "two").out()).contains("ended: completed", "session  two, damaged");
        assertRefused(agent("verify", "two"), 1, "events of session two are sound, and its entry in the list is not");
    }

    @Test
    void what_reads_a_journal_or_goes_on_from_it_says_which_event_is_missing_and_writes_nothing() throws SQLException {
        demo("one", "--budget-billed-tokens", "120000");
        agent("raise", "one", "--budget-billed-tokens", "+3000000");
        long events = listed("one").path("events").asLong();
        sql("delete from agent_events where session = 'one' and seq = 7");
        for (var command : new String[] {"resume", "show", "export", "cost", "cancel"}) {
            var shell = agent(command, "one");
            assertThat(shell.exit()).as(command).isEqualTo(1);
            assertThat(shell.err())
                    .contains("agent: event 7 of session one is damaged: it is missing; event 8 follows");
        }
        assertThat(agent("send", "one", "Hello?").err()).contains("event 7 of session one is damaged: it is missing");
        assertThat(listed("one").path("events").asLong()).isEqualTo(events);
    }

    @Test
    void a_journal_whose_end_is_missing_is_not_gone_on_with() throws SQLException {
        demo("one", "--budget-billed-tokens", "120000");
        agent("raise", "one", "--budget-billed-tokens", "+3000000");
        long events = listed("one").path("events").asLong();
        sql("delete from agent_events where session = 'one' and seq > " + (events - 2));
        assertThat(agent("resume", "one").err())
                .contains(
                        "event " + (events - 1) + " of session one is damaged: it is missing, and so is all behind it");
        assertThat(listed("one").path("events").asLong()).isEqualTo(events);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("journal.db"));
                var update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }

    @Test
    void a_letter_that_cannot_be_read_is_named_and_can_be_taken_out() throws Exception {
        demo("one");
        sql("insert into agent_letters values ('one', 1, x'00ff41')");
        sql("update agent_sessions set last_letter = 1 where id = 'one'");
        for (var command :
                List.of(List.of("resume", "one"), List.of("send", "one", "hello"), List.of("verify", "one"))) {
            assertRefused(agent(command.toArray(String[]::new)), 1, "letter 1 to session one cannot be read (");
        }
        sql("delete from agent_letters where session = 'one' and number = 1");
        assertThat(agent("send", "one", "hello").exit()).isZero();
        assertThat(agent("resume", "one").exit()).isZero();
    }

    @Test
    void a_journal_is_exported_line_by_line() throws Exception {
        demo("one");
        var lines = agent("export", "one", "--jsonl").out().lines().toList();
        assertThat(lines).hasSize(listed("one").path("events").asInt()).allSatisfy(line -> assertThat(
                        Json.parse(line).tree().path("type").asText())
                .isNotEmpty());
        var file = elsewhere.resolve("one.jsonl");
        agent("export", "one", "--out", file.toString());
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    void a_deleted_session_is_gone() {
        demo("one");
        assertThat(agent("delete", "one").exit()).isZero();
        assertRefused(agent("show", "one"), 2, "there is no session one");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void a_start_that_is_refused_and_a_session_that_is_deleted_leave_no_folder_behind() throws IOException {
        demo("one");
        agent("delete", "one");
        demo("two", "--compact-at=49999");
        demo("three", "--budget-usd=1");
        agent("coding", "--session=four", "--compact-at=49999");
        agent("coding", "--session=five", "--workspace=" + home, "--task=Look.", "--compact-at=49999");
        assertThat(isEmpty(home.resolve("files"))).isTrue();
    }

    @Test
    void a_start_that_is_refused_leaves_the_files_of_the_session_whose_id_it_took() {
        demo("one");
        assertThat(agent("coding", "--session=one").err()).contains("there is a session one already");
        agent("coding", "--session=one", "--workspace=" + home, "--task=Look.");
        assertThat(home.resolve("files/one/desk.db")).exists();
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void a_home_that_cannot_be_written_to_is_read_and_what_writes_is_refused() throws Exception {
        assumeTrue(done("mount", "-t", "tmpfs", "tmpfs", home.toString()), "mounting takes rights");
        try {
            demo("one");
            assumeTrue(done("mount", "-o", "remount,ro", home.toString()), "it takes rights");
            for (var command : new String[] {"show", "cost", "export", "verify"}) {
                assertThat(agent(command, "one").exit()).as(command).isZero();
            }
            assertThat(agent("sessions").out()).contains("completed");
            for (var command : new String[] {"resume", "cancel", "delete"}) {
                assertRefused(agent(command, "one"), 2, "make it writable, or name another");
            }
        } finally {
            done("umount", "-l", home.toString());
        }
    }

    @Test
    void an_id_in_use_is_refused() {
        demo("one");
        var again = demo("one");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("one");
    }

    @Test
    void a_spent_session_says_how_to_go_on_and_does_not_before_it_is_raised() {
        var spent = demo("one", "--budget-billed-tokens", "120000");
        assertThat(spent.exit()).isEqualTo(3);
        assertThat(spent.out()).contains("./agent raise one --budget-billed-tokens +120000 && ./agent resume one");
        assertThat(agent("resume", "one").err()).contains("its budget is spent").contains("raise it first");
        assertRefused(agent("raise", "one", "--budget-total-tokens", "+5"), 2, "has no limit of total tokens");
        assertRefused(agent("raise", "one", "--budget-billed-tokens", "lots"), 2, "--budget-billed-tokens lots");
        assertRefused(agent("raise", "one"), 2, "nothing to raise");
        assertThat(agent("raise", "one", "--budget-billed-tokens", "+3000000").out())
                .contains("raised; go on with: ./agent resume one");
    }

    @Test
    void dollars_are_not_limited_where_the_model_has_no_price() {
        var start = demo("none", "--budget-usd", "5");
        demo("one", "--budget-billed-tokens", "120000");
        var why = "the model simulated has no price, so a budget in dollars cannot be kept";
        assertRefused(agent("raise", "one", "--budget-usd", "5"), 2, why);
        assertRefused(agent("raise", "one", "--budget-usd", "+5"), 2, why);
        assertThat(start.err()).contains(why);
    }

    @Test
    void a_limit_below_what_is_spent_is_said_to_be_one() {
        demo("one", "--budget-billed-tokens", "120000");
        assertThat(agent("raise", "one", "--budget-billed-tokens", "5").out())
                .contains("mind: billed tokens: ", " of 5 used, 0 left; the session ends with that when it is resumed");
        assertThat(agent("raise", "one", "--budget-billed-tokens", "+3000000").out())
                .doesNotContain("mind:");
    }

    @Test
    void what_completed_is_not_said_to_go_on_by_itself() {
        demo("one");
        long end = listed("one").path("events").asLong();
        var toGoOn = "; go on with: ./agent send two TEXT && ./agent resume two";
        assertThat(agent("fork", "one", "--at", String.valueOf(end), "--session", "two")
                        .out())
                .contains(toGoOn);
        assertThat(agent("raise", "two", "--budget-total-tokens", "9000000").out())
                .contains(toGoOn);
        assertThat(agent("send", "two", "Anything left?").out()).contains("; go on with: ./agent resume two");
    }

    @Test
    void what_is_said_to_a_session_that_has_ended_leaves_it_as_it_stands() {
        demo("one");
        long end = listed("one").path("events").asLong();
        agent("raise", "one", "--budget-total-tokens", "9000000");
        assertThat(listed("one").path("state").asText()).isEqualTo("completed");
        agent("fork", "one", "--at", String.valueOf(end), "--session", "two");
        assertThat(listed("two").path("state").asText()).isEqualTo("completed");
        agent("fork", "one", "--at", String.valueOf(end - 1), "--session", "three");
        assertThat(listed("three").path("state").asText()).isEqualTo("interrupted");
    }

    @Test
    void a_limit_is_taken_off_again() {
        demo("one", "--budget-billed-tokens", "120000");
        assertThat(agent("raise", "one", "--budget-billed-tokens", "none").exit())
                .isZero();
        assertThat(agent("resume", "one").exit()).isZero();
        assertThat(agent("cost", "one").out()).doesNotContain("billed tokens");
        assertThat(agent("show", "one").out()).contains(": no limit of billed tokens");
    }

    /** The lines of the page that begin with the command, as somebody types them in. */
    @Test
    void what_the_page_on_budgets_shows_works_on_the_demo() throws IOException {
        var page = Files.readString(Path.of("../docs/budgets.md"));
        var typed = page.lines()
                .filter(line -> line.startsWith("./agent "))
                .map(line -> agent(line.substring("./agent ".length()).split(" ")))
                .toList();
        assertThat(typed).extracting(Shell::exit).containsExactly(3, 0, 0, 0);
        assertThat(typed.get(2).out()).contains("outcome        completed");
        assertThat(shape(page)).contains(shape("```\n" + typed.get(3).out() + "```\n"));
    }

    /** The words of a table; its numbers depend on every word that the demo says. */
    private static String shape(String text) {
        return text.replaceAll("[\\d,]+", "0").replaceAll(" +", " ");
    }

    @Test
    void a_spent_session_that_is_raised_ends_its_work_and_the_cost_is_that_of_both_parts() {
        demo("one", "--budget-billed-tokens", "120000");
        agent("raise", "one", "--budget-billed-tokens", "+3000000");
        var resumed = agent("resume", "one", "--json");
        assertThat(resumed.exit()).isZero();
        assertThat(resumed.err()).contains("2 of 2 completed, each exactly once");
        var usage = resumed.json().path("usage");
        var cost = Json.parse(agent("cost", "one", "--json").out().strip()).tree();
        assertThat(cost.path("all").path("input").asLong())
                .isEqualTo(usage.path("input").asLong());
        assertThat(agent("cost", "one").out()).contains("work", "wrap-up", "billed tokens", " of 3,120,000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threshold", "on-demand", "client"})
    void a_session_that_was_compacted_by_another_process_is_gone_on_with(String form) {
        var spent = agent("demo", "--tickets=14", "--session=one", "--compaction=" + form, "--max-compactions=1");
        assertThat(spent.exit()).isEqualTo(3);
        assertThat(agent("show", "one").out()).contains("[checkpoint 1]");
        agent("raise", "one", "--max-compactions=+50");

        var resumed = agent("resume", "one", "--json");
        assertThat(resumed.err()).contains("14 of 14 completed, each exactly once");
        assertThat(resumed.json().path("outcome").asText()).isEqualTo("completed");
    }

    @Test
    void a_session_is_rewound_to_its_first_checkpoint_and_gone_on_with_from_there() {
        agent("demo", "--tickets=10", "--session=one");
        assertThat(agent("rewind", "one", "--to=1").out()).contains("stands at checkpoint 1");
        assertThat(listed("one").path("state").asText()).isEqualTo("interrupted");
        assertThat(agent("resume", "one").exit()).isZero();
        assertThat(agent("verify", "one").out()).contains("session one is sound");
    }

    @Test
    void compactions_that_a_rewind_left_behind_are_told_from_those_that_are_part_of_the_work() throws Exception {
        agent("demo", "--tickets=24", "--session=one", "--max-compactions=2");
        assertThat(agent("cost", "one").out()).doesNotContain("rewind");
        agent("rewind", "one", "--to=1");
        agent("raise", "one", "--max-compactions=+1");

        var resumed = agent("resume", "one");

        assertThat(resumed.out())
                .contains("compactions    2 (2 accepted, 0 failed); with 1 that a rewind left behind, ");
        assertThat(agent("cost", "one").out())
                .contains("3 compactions were paid for: 2 part of the work, 1 left behind by a rewind", "3 of 3");
        var json =
                Json.parse(agent("cost", "one", "--json").out().strip()).tree().path("compaction");
        assertThat(json.path("count").asInt()).isEqualTo(3);
        assertThat(json.path("leftBehind").asInt()).isEqualTo(1);
    }

    @Test
    void a_session_that_waits_for_a_person_goes_on_when_its_budget_is_raised() {
        var waiting = demo("one", "--budget-billed-tokens", "120000", "--suspend-on-limit");
        assertThat(waiting.exit()).isEqualTo(5);
        assertThat(waiting.out()).contains("suspended (budget_exhausted)", "./agent raise one");
        agent("raise", "one", "--budget-billed-tokens", "+3000000");
        assertThat(agent("resume", "one").out()).contains("2 of 2 completed, each exactly once");
    }

    @Test
    void a_fork_stands_where_the_first_stood_and_the_first_is_as_it_was() {
        demo("one");
        var before = agent("export", "one").out();
        assertThat(agent("fork", "one", "--at", "12", "--session", "two").out()).contains("./agent resume two");
        assertThat(agent("show", "two").out()).contains("forked from one at event 12");
        assertThat(agent("export", "one").out()).isEqualTo(before);
        assertThat(agent("resume", "two").out()).contains("2 of 2 completed");
        assertRefused(agent("fork", "one", "--at", "12", "--session", "two"), 2, "there is a session two already");
        assertRefused(agent("fork", "one", "--at", "9999"), 2, "has no event 9,999");
    }

    @Test
    void a_session_that_was_never_compacted_has_nothing_to_be_rewound_to() {
        demo("one");
        assertRefused(agent("rewind", "one", "--to", "1"), 2, "has no checkpoint to go back to");
    }

    @Test
    void a_session_that_ended_is_not_cancelled() {
        demo("one");
        assertRefused(agent("cancel", "one"), 1, "has ended already: completed");
    }

    /** Leaves a session behind that waits for a person to let it fire twice. */
    private void armed(String id) throws InterruptedException {
        var both = Replies.calls(
                new Block.ToolUse("c1", "fire", Json.EMPTY_OBJECT), new Block.ToolUse("c2", "fire", Json.EMPTY_OBJECT));
        try (var store = SessionStore.open(AgentHome.at(home));
                var runner = AgentRunner.builder()
                        .model(ScriptedModel.of(both))
                        .tools(new Gun())
                        .journal(store)
                        .build()) {
            runner.start(id, "Guard the gate.").await();
        }
    }

    static final class Gun {
        @Tool("Fires.")
        @ToolPolicy(approval = Approval.ALWAYS)
        public void fire() {}
    }

    @Test
    void calls_that_wait_are_shown_and_decided() throws Exception {
        armed("one");
        assertThat(listed("one").path("state").asText()).isEqualTo("suspended");
        assertThat(agent("show", "one").out())
                .contains("approval asked: fire {}", "waits    c1: fire (calls of fire always need approval)");
        assertThat(agent("approve", "one", "--call", "c1", "--reason", "a drill")
                        .out())
                .contains("approved; go on with: ./agent resume one");
        assertThat(agent("deny", "one", "--reason", "once is enough").exit()).isZero();
        assertThat(agent("show", "one").out())
                .contains(
                        "approved by",
                        ": a drill",
                        "denied by",
                        ": once is enough",
                        ": fire (c1): a drill",
                        ": fire (c2): ")
                .doesNotContain("waits    ");
        assertRefused(agent("approve", "one"), 2, "nothing is to be decided");
    }
}
