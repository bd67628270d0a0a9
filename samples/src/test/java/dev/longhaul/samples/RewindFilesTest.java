package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.runner.store.AgentHome;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.samples.coding.DemoProject;
import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./agent rewind --files}: a session goes back to a checkpoint, and its files with it. */
class RewindFilesTest {

    @TempDir
    private Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Shell agent(String... arguments) {
        return Shell.run(Map.of("AGENT_HOME", home().toString()), arguments);
    }

    private DemoProject demo() {
        assertThat(agent("coding", "--session=s").exit()).isZero();
        return project("s");
    }

    private DemoProject project(String session) {
        return DemoProject.at(home().resolve("files").resolve(session).resolve("workspace"));
    }

    private static Path source(DemoProject project) {
        return project.root().resolve("src/depot/CheckDigits.java");
    }

    private long rewinds(String session) {
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            return store.stream(session, 0)
                    .map(JournalEntry::event)
                    .filter(SessionEvent.Rewound.class::isInstance)
                    .count();
        }
    }

    private long lastEvent() {
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            return store.find("s").orElseThrow().events();
        }
    }

    @Test
    void the_files_are_put_back_one_by_one_and_the_work_is_done_again_from_there() throws Exception {
        var project = demo();

        var rewind = agent("rewind", "s", "--to=1", "--files");

        assertThat(rewind.exit()).isZero();
        assertThat(rewind.out())
                .contains("restored  " + source(project), "removed   " + project.root())
                .contains("session s stands at checkpoint 1");
        assertThat(Files.readString(source(project))).contains("TO-BE-SET");
        assertThat(project.isGreen()).isFalse();
        assertThat(agent("resume", "s").exit()).isZero();
        assertThat(project.isGreen()).isTrue();
    }

    @Test
    void without_the_option_the_files_stay() throws Exception {
        var project = demo();
        assertThat(agent("rewind", "s", "--to=1").exit()).isZero();
        assertThat(project.isGreen()).isTrue();
    }

    @Test
    void what_somebody_else_changed_is_refused_as_a_whole_and_named() throws Exception {
        var project = demo();
        Files.writeString(source(project), "mine");

        var rewind = agent("rewind", "s", "--to=1", "--files");

        assertThat(rewind.exit()).isEqualTo(2);
        assertThat(rewind.err())
                .contains("nothing was put back", source(project).toString(), "--force");
        assertThat(source(project)).hasContent("mine");
        assertThat(agent("rewind", "s", "--to=1", "--files").out()).doesNotContain("restored");
        assertThat(rewinds("s")).isZero();
    }

    @Test
    void by_force_it_is_put_back_too_and_what_stood_there_is_kept() throws Exception {
        var project = demo();
        Files.writeString(source(project), "mine");

        var rewind = agent("rewind", "s", "--to=1", "--files", "--force");

        assertThat(rewind.exit()).isZero();
        assertThat(Files.readString(source(project))).contains("TO-BE-SET");
        var kept = rewind.out()
                .lines()
                .filter(line -> line.startsWith("kept      what stood in " + source(project)))
                .findFirst()
                .orElseThrow();
        assertThat(Path.of(kept.substring(kept.lastIndexOf(": ") + 2))).hasContent("mine");
    }

    @Test
    void a_session_that_runs_is_left_alone() throws Exception {
        var project = demo();
        try (var store = SessionStore.open(AgentHome.at(home()))) {
            var me = ProcessHandle.current();
            var lease = store.acquire("s", new Holder("here", me.pid(), Instant.now()));
            var rewind = agent("rewind", "s", "--to=1", "--files");
            assertThat(rewind.exit()).isNotZero();
            assertThat(rewind.err()).contains("process " + me.pid());
            assertThat(project.isGreen()).isTrue();
            store.release(lease);
        }
    }

    @Test
    void a_session_without_a_history_says_so() {
        agent("demo", "--session=s");
        assertThat(agent("rewind", "s", "--to=1", "--files").err()).contains("session s has no file history");
        assertThat(agent("rewind", "s", "--to=1", "--force").err()).contains("give --files, too");
        assertThat(rewinds("s")).isZero();
    }

    @Test
    void a_fork_puts_back_what_the_first_session_changed_in_the_folder_of_both() throws Exception {
        var project = DemoProject.create(folder.resolve("own"));
        agent(
                "coding",
                "--session=s",
                "--workspace=" + project.root(),
                "--task=Mend it.",
                "--compact-at=50000",
                "--yes");
        assertThat(project.isGreen()).isTrue();
        agent("fork", "s", "--at=" + (lastEvent() - 1), "--session=t");
        agent("delete", "s");

        var rewind = agent("rewind", "t", "--to=1", "--files");

        assertThat(rewind.out()).contains("restored  " + source(project));
        assertThat(Files.readString(source(project))).contains("TO-BE-SET");
    }

    @Test
    void a_fork_with_a_copy_of_its_own_leaves_the_first_sessions_files_alone() throws Exception {
        agent("coding", "--session=s", "--max-compactions=1");
        agent("fork", "s", "--at=12", "--session=t");
        agent("raise", "t", "--max-compactions=+50");
        assertThat(agent("resume", "t").exit()).isZero();
        agent("raise", "s", "--max-compactions=+50");
        assertThat(agent("resume", "s").exit()).isZero();
        var first = project("s");

        var rewind = agent("rewind", "t", "--to=1", "--files");

        assertThat(rewind.exit()).isZero();
        assertThat(rewind.out())
                .contains("restored  " + source(project("t")))
                .doesNotContain(source(first).toString());
        assertThat(project("t").isGreen()).isFalse();
        assertThat(first.isGreen()).isTrue();
    }

    @Test
    void a_fork_of_a_fork_puts_back_its_own_copy_when_both_before_it_are_gone() throws Exception {
        demo();
        long end = lastEvent();
        assertThat(agent("fork", "s", "--at=" + (end - 1), "--session=t").exit())
                .isZero();
        assertThat(agent("fork", "t", "--at=" + end, "--session=u").exit()).isZero();
        assertThat(agent("delete", "s").exit()).isZero();
        assertThat(agent("delete", "t").exit()).isZero();

        var rewind = agent("rewind", "u", "--to=1", "--files");

        assertThat(rewind.out()).contains("restored  " + source(project("u")));
        assertThat(Files.readString(source(project("u")))).contains("TO-BE-SET");
    }

    /** As by {@code cp -a}. */
    private Path copiedHome() throws IOException {
        var copy = folder.resolve("copy");
        try (var files = Files.walk(home())) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(home().relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static Shell rewindIn(Path home, String session, String... more) {
        var arguments = new ArrayList<>(List.of("rewind", session, "--to=1", "--files"));
        arguments.addAll(List.of(more));
        return Shell.run(Map.of("AGENT_HOME", home.toString()), arguments.toArray(String[]::new));
    }

    @Test
    void in_a_copied_home_the_files_of_the_copy_are_put_back_and_those_of_the_first_stay() throws Exception {
        var first = demo();
        var home = copiedHome();
        var copy = DemoProject.at(home.resolve("files/s/workspace"));

        var rewind = rewindIn(home, "s");

        assertThat(rewind.out()).contains("restored  " + source(copy)).doesNotContain(home().toString() + "/");
        assertThat(Files.readString(source(copy))).contains("TO-BE-SET");
        assertThat(first.isGreen()).isTrue();
        assertThat(Shell.run(Map.of("AGENT_HOME", home.toString()), "resume", "s")
                        .exit())
                .isZero();
        assertThat(copy.isGreen()).isTrue();
    }

    @Test
    void a_home_that_was_moved_puts_back_its_own_files() throws Exception {
        demo();
        var moved = Files.move(home(), folder.resolve("moved"));
        assertThat(rewindIn(moved, "s").exit()).isZero();
        assertThat(Files.readString(source(DemoProject.at(moved.resolve("files/s/workspace")))))
                .contains("TO-BE-SET");
    }

    @Test
    void a_workspace_beside_the_sessions_of_another_home_is_refused_by_name() throws Exception {
        var project = DemoProject.create(
                Files.createDirectories(home().resolve("files/x")).resolve("workspace"));
        agent(
                "coding",
                "--session=t",
                "--workspace=" + project.root(),
                "--task=Mend it.",
                "--compact-at=50000",
                "--yes");
        Files.writeString(source(project), "mine");
        var home = copiedHome();

        var rewind = rewindIn(home, "t", "--force");

        assertThat(rewind.exit()).isEqualTo(2);
        assertThat(rewind.err()).contains("nothing was put back: " + project.root(), "not of those in " + home);
        assertThat(source(project)).hasContent("mine");
    }
}
