package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.runner.ThisProcess;
import dev.longhaul.session.SessionHeldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, one session: the second is told who has it, and need not wait for the dead. */
class TwoProcessesTest {

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

    private Child holding() throws IOException {
        var child = Child.running(Holding.class, folder.toString());
        assertThat(child.line()).isEqualTo("held");
        return child;
    }

    @Test
    void the_second_is_refused_and_told_which_process_has_the_session() throws Exception {
        try (var child = holding()) {
            var host = new ThisProcess().holder(InstantSource.system()).host();
            assertThatExceptionOfType(SessionHeldException.class)
                    .isThrownBy(() -> take(store, "s"))
                    .withMessageContaining("session s")
                    .withMessageContaining("process " + child.pid() + " on " + host);
            assertThat(store.find("s").orElseThrow().holder())
                    .hasValueSatisfying(
                            lease -> assertThat(lease.holder().pid()).isEqualTo(child.pid()));
            child.goOn();
            assertThat(child.exit()).isZero();
        }
        assertThat(store.read("s")).containsExactly(said(1, "first"), said(2, "second"));
        write(store, "s", List.of(said(3, "third")));
    }

    @Test
    void a_killed_process_holds_nothing_from_that_moment_on() throws Exception {
        try (var child = holding()) {
            child.kill();
            child.exit();
            assertThat(store.current("s")).isEmpty();
            assertThat(take(store, "s").epoch()).isEqualTo(2);
        }
        assertThat(store.read("s")).containsExactly(said(1, "first"));
    }

    @Test
    void a_process_that_hangs_is_not_robbed() throws Exception {
        try (var child = holding()) {
            signal(child, "STOP");
            assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> take(store, "s"));
            signal(child, "CONT");
            child.goOn();
            assertThat(child.exit()).isZero();
        }
        assertThat(store.read("s")).hasSize(2);
    }

    private static void signal(Child child, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Its session was taken by force, as on a machine where somebody removed the locks. */
    @Test
    void a_zombie_writes_nothing() throws Exception {
        try (var child = holding()) {
            try (var locks = Files.list(folder.resolve("locks"))) {
                for (var lock : locks.toList()) {
                    Files.delete(lock);
                }
            }
            write(store, "s", List.of(said(2, "taken")));
            child.goOn();
            assertThat(child.exit()).isNotZero();
        }
        assertThat(store.read("s")).containsExactly(said(1, "first"), said(2, "taken"));
    }

    @Test
    void no_lock_is_left_behind_by_the_living_or_the_dead() throws Exception {
        try (var child = holding()) {
            child.kill();
            child.exit();
        }
        take(store, "s");
        store.close();
        assertThat(folder.resolve("locks")).isEmptyDirectory();
    }

    @Test
    void who_only_looks_locks_nothing() {
        store.list();
        assertThat(store.current("s")).isEmpty();
        assertThat(folder.resolve("locks")).doesNotExist();
    }
}
