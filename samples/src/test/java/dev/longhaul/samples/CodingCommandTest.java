package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.samples.coding.CodingBrain;
import dev.longhaul.samples.coding.DemoProject;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The coding agent as its user runs it: on a project of its own that is broken, and on a folder of the user's. */
class CodingCommandTest {

    private static final String SALT = "KW-7F31-9C2A";

    /**
     * What is on the screen when the process is killed. Each comes after the one before even if the call that was asked for
     * then is made by the next process, which does not show it again.
     */
    private static final List<String> MOMENTS =
            List.of("run_command", "checkpoint 2", "edit_file", "run_command", "write_file");

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home().toString()), arguments);
    }

    private Shell demo(String... more) {
        var arguments = new ArrayList<>(List.of("coding", "--json", "--session=s"));
        arguments.addAll(List.of(more));
        return agent(arguments.toArray(String[]::new));
    }

    private DemoProject demoProject() {
        return DemoProject.at(home().resolve("files/s/workspace"));
    }

    private static String checkDigits(DemoProject project) throws IOException {
        return Files.readString(project.root().resolve("src/depot/CheckDigits.java"));
    }

    private List<SessionEvent> events() {
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            return store.stream("s", 0).map(JournalEntry::event).toList();
        }
    }

    private static int firstCall(List<SessionEvent> events, String tool, String words) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof SessionEvent.ToolStarted(var call, var key)
                    && call.name().equals(tool)
                    && call.input().text().contains(words)) {
                return i;
            }
        }
        throw new AssertionError("no call of " + tool + " with " + words);
    }

    @Test
    void the_demo_ends_with_tests_that_really_pass() throws Exception {
        var run = demo();

        assertThat(run.exit()).isZero();
        assertThat(run.json().path("outcome").asText()).isEqualTo("completed");
        assertThat(run.json().path("toolCalls").asInt()).isGreaterThanOrEqualTo(50);
        assertThat(run.json().at("/compactions/accepted").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(run.json().at("/compactions/failed").asInt()).isZero();
        assertThat(run.err()).contains("SIMULATED model", "approved by the demo: all that the agent writes or runs");
        assertThat(run.err()).contains("project        green");
        assertThat(demoProject().isGreen()).isTrue();
    }

    @Test
    void the_value_is_read_long_before_it_is_used_and_put_back_at_every_boundary_between() {
        demo();

        var events = events();
        int read = firstCall(events, "read_file", "label-format.md");
        int used = firstCall(events, "edit_file", SALT);
        var between = events.subList(read, used).stream()
                .filter(SessionEvent.CheckpointHeld.class::isInstance)
                .map(SessionEvent.CheckpointHeld.class::cast)
                .toList();
        assertThat(between).hasSizeGreaterThanOrEqualTo(3).allSatisfy(held -> {
            assertThat(held.inspected().reinjected().text()).contains(SALT);
            assertThat(held.boundary().block().toString()).doesNotContain(SALT);
            assertThat(held.pins().toString()).doesNotContain(SALT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-inspector", "--no-default-pins"})
    void without_what_puts_lost_facts_back_the_value_is_gone_and_the_demo_says_so(String option) throws Exception {
        var run = demo(option);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.json().path("text").asText()).contains("no longer in view", "I do not guess");
        assertThat(run.json().path("outcome").asText()).isEqualTo("failed");
        assertThat(run.json().path("reason").asText()).isEqualTo("tests_failed");
        assertThat(run.err()).contains("NOT green");
        assertThat(checkDigits(demoProject())).contains("TO-BE-SET");
        assertThat(demoProject().isGreen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-demand", "client"})
    void the_other_forms_of_compaction_mend_it_too(String form) {
        var run = demo("--compaction=" + form);

        assertThat(run.exit()).isZero();
        assertThat(run.json().at("/compactions/accepted").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void killed_while_it_tests_compacts_and_edits_it_is_resumed_and_ends_the_same() throws Exception {
        var arguments = List.of("coding", "--session=s");
        for (var moment : MOMENTS) {
            try (var process = AgentProcess.start(home(), arguments)) {
                assertThat(process.prints(moment)).as(moment).isTrue();
                process.kill();
            }
            arguments = List.of("resume", "s");
        }

        try (var last = AgentProcess.start(home(), arguments)) {
            assertThat(last.end()).isZero();
        }
        assertThat(demoProject().isGreen()).isTrue();
        assertThat(events().stream().filter(SessionEvent.CheckpointHeld.class::isInstance))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(events().stream().filter(SessionEvent.Resumed.class::isInstance))
                .hasSize(MOMENTS.size());
    }

    @Test
    void a_project_that_a_killed_process_left_half_written_is_written_anew() throws IOException {
        var left = Files.createDirectories(AgentHome.at(home()).filesOf("s").resolve("workspace/src/depot"));
        Files.writeString(left.resolve("Broken.java"), "class");

        assertThat(demo().exit()).isZero();
    }

    @Test
    void what_another_process_makes_for_a_session_it_is_about_to_begin_is_left_alone() throws Exception {
        var beginning = new Beginning(AgentHome.at(home()), "s");
        beginning.alone(() -> {
            var project = DemoProject.create(home().resolve("files/s/workspace"));
            var notes = Files.writeString(project.root().resolve("notes.txt"), "theirs");
            var own = "--workspace=" + ownProject().root();

            for (var second : List.of(demo(), demo(own, "--task=Look around.", "--base-url=http://localhost:1"))) {
                assertThat(second.exit()).isEqualTo(2);
                assertThat(second.err()).contains("another process is about to begin a session s");
            }
            assertThat(notes).hasContent("theirs");
            return notes;
        });
        assertThat(demo("--max-compactions=1").err()).contains("session  s");
    }

    @Test
    void two_processes_cannot_begin_one_session_and_another_id_is_free() throws Exception {
        try (var first = AgentProcess.start(home(), List.of("coding", "--session=s"))) {
            assertThat(first.prints("run_command")).isTrue();
            var home = AgentHome.at(home());
            assertThatIllegalArgumentException().isThrownBy(() -> new Beginning(home, "s").alone(() -> 1));
            assertThat(new Beginning(home, "t").<Integer>alone(() -> 1)).isEqualTo(1);
            first.kill();
        }
        assertThat(new Beginning(AgentHome.at(home()), "s").<Integer>alone(() -> 1))
                .isEqualTo(1);
    }

    @Test
    void the_folder_of_another_session_is_not_taken_and_one_that_is_gone_is_said_to_be() throws IOException {
        demo("--max-compactions=1");
        var notes = Files.writeString(demoProject().root().resolve("notes.txt"), "mine");

        assertThat(demo().err()).contains("there is a session s already", "./agent resume s");
        assertThat(notes).exists();
        Files.delete(demoProject().root().resolve("AGENTS.md"));
        assertThat(agent("resume", "s").err()).contains("the project of this session is gone");
    }

    @Test
    void a_fork_goes_on_in_a_copy_of_the_project() throws Exception {
        demo("--max-compactions=1");
        agent("fork", "s", "--at=12", "--session=t");
        agent("raise", "t", "--max-compactions=+50");
        assertThat(checkDigits(demoProject())).contains("TO-BE-SET");
        agent("delete", "s");

        assertThat(agent("resume", "t").exit()).isZero();

        assertThat(DemoProject.at(home().resolve("files/t/workspace")).isGreen())
                .isTrue();
    }

    private DemoProject ownProject() {
        return DemoProject.create(folder.resolve("own"));
    }

    private Shell coding(DemoProject project, String... more) {
        return demo(join(
                List.of("--workspace=" + project.root(), "--task=The tests fail: mend the code.", "--compact-at=50000"),
                more));
    }

    private static String[] join(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void what_the_document_says_is_what_is_written_and_tests_that_fail_are_said_to() throws Exception {
        var project = ownProject();
        var document = project.root().resolve("docs/label-format.md");
        Files.writeString(document, Files.readString(document).replace(SALT, "KW-0000-1111"));

        var run = coding(project, "--yes");

        assertThat(checkDigits(project)).contains("KW-0000-1111");
        assertThat(run.err()).contains(" with --yes: run_command (");
        assertThat(run.json().path("text").asText())
                .startsWith("The tests still fail.")
                .contains("FAIL light");
    }

    @Test
    void a_task_without_a_folder_is_refused_and_not_done_in_the_demos() {
        var run = agent("coding", "--task=Mend the build.");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--workspace");
    }

    @Test
    void in_the_demo_too_a_model_on_a_server_needs_consent() {
        try (var server = MessagesEmulator.builder().brain(new CodingBrain()).start()) {
            var run = demo("--base-url=" + server.uri());
            assertThat(run.exit()).isEqualTo(5);
            assertThat(run.err()).doesNotContain("approved by the demo").contains("./agent approve s");
        }
    }

    @Test
    void the_tests_of_the_demos_project_see_no_variables_of_the_agent() throws Exception {
        var project = DemoProject.create(folder.resolve("own"));
        Files.writeString(project.root().resolve("test/depot/AllTests.java"), """
                package depot;
                public class AllTests {
                    public static void main(String[] args) {
                        System.exit(System.getenv().containsKey("HOME") ? 1 : 0);
                    }
                }
                """);
        assertThat(System.getenv()).containsKey("HOME");
        assertThat(project.isGreen()).isTrue();
    }

    @Test
    void nothing_that_the_tests_of_the_demos_project_start_outlives_them() throws Exception {
        var project = DemoProject.create(folder.resolve("own"));
        Files.writeString(project.root().resolve("test/depot/AllTests.java"), """
                package depot;
                import java.nio.file.*;
                public class AllTests {
                    public static void main(String[] args) throws Exception {
                        long pid = new ProcessBuilder("sleep", "600").start().pid();
                        Files.writeString(Path.of("left.pid"), "" + pid);
                    }
                }
                """);
        assertThat(project.isGreen()).isTrue();
        long left = Long.parseLong(Files.readString(project.root().resolve("left.pid")));
        // Killed it is; whoever inherits it may take a moment to notice.
        var end = ProcessHandle.of(left)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void without_consent_a_command_suspends_the_session_and_has_not_run() {
        var project = ownProject();

        var run = coding(project);

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.json().path("outcome").asText()).isEqualTo("suspended");
        assertThat(run.err()).contains("./agent approve s");
        assertThat(project.root().resolve("build")).doesNotExist();
    }

    @Test
    void each_consent_lets_one_call_run_until_the_work_is_done() throws Exception {
        var project = ownProject();

        int consents = 0;
        int exit = coding(project).exit();
        for (; exit == 5 && consents < 20; consents++) {
            assertThat(agent("approve", "s").exit()).isZero();
            exit = agent("resume", "s").exit();
        }

        assertThat(exit).isZero();
        assertThat(consents).as("two runs of the tests, two edits, a report").isEqualTo(5);
        assertThat(project.isGreen()).isTrue();
    }

    @Test
    void a_person_at_the_terminal_is_asked_and_may_agree_to_all_calls_of_a_tool() throws Exception {
        var project = ownProject();
        var person = new Person("y", "always", "y", "y");

        var run = Shell.run(
                person.hands(),
                person.eyes(),
                Map.of("AGENT_HOME", home().toString(), "AGENT_TERMINAL", "1", "AGENT_KEYBOARD", "1", "NO_COLOR", "1"),
                "coding",
                "--session=s",
                "--workspace=" + project.root(),
                "--task=Mend it.");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("edit_file wants to run", "path: src/depot/CheckDigits.java");
        assertThat(person.answersLeft())
                .as("of the second edit nobody was asked")
                .isZero();
        assertThat(project.isGreen()).isTrue();
    }

    @Test
    void an_agent_that_is_refused_twice_stops_and_says_why() throws Exception {
        var project = ownProject();
        coding(project);
        for (int i = 0; i < 2; i++) {
            agent("deny", "s");
            agent("resume", "s");
        }

        assertThat(agent("show", "s").out()).contains("failed twice");
        assertThat(project.root().resolve("build")).doesNotExist();
    }

    @Test
    void bad_input_is_answered_with_the_thing_and_the_fix() {
        assertThat(agent("coding", "--workspace", folder.toString()).err()).contains("nothing to do", "--task");
        assertThat(agent("coding", "--demo", "--workspace", folder.toString(), "--task", "x")
                        .err())
                .contains("leave out --demo or --workspace");
        assertThat(agent("coding", "--workspace", "no-such", "--task", "x").err())
                .contains("no-such", "make the folder first");
        assertThat(agent("coding", "--workspace", "no-such", "--task", "x").exit())
                .isEqualTo(2);
    }

    @Test
    void a_simulated_model_in_a_folder_that_it_does_not_know_says_that_it_is_one() throws IOException {
        var unknown = Files.createDirectories(folder.resolve("unknown"));

        var run = demo("--workspace=" + unknown, "--task=Mend it.");

        assertThat(run.json().path("text").asText()).contains("simulated model", "ANTHROPIC_API_KEY");
    }
}
