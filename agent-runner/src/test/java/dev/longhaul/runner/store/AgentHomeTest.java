package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder for sessions is made for its owner alone; where it cannot be, the message says why and what to do. */
class AgentHomeTest {

    @TempDir
    Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void it_is_where_the_variable_says() {
        assertThat(AgentHome.fromEnvironment(Map.of("AGENT_HOME", " /data/agents "))
                        .folder())
                .isEqualTo(Path.of("/data/agents"));
    }

    @Test
    void without_the_variable_it_is_in_the_home_of_the_environment() {
        var usual = Path.of("/home/ada/.longhaul");
        assertThat(AgentHome.fromEnvironment(Map.of("HOME", "/home/ada")).folder())
                .isEqualTo(usual);
        assertThat(AgentHome.fromEnvironment(Map.of("HOME", "/home/ada", "AGENT_HOME", " "))
                        .folder())
                .isEqualTo(usual);
    }

    @Test
    void without_that_either_it_is_in_the_folder_of_the_account() {
        var usual = Path.of(System.getProperty("user.home"), ".longhaul");
        assertThat(AgentHome.fromEnvironment(Map.of()).folder()).isEqualTo(usual);
        assertThat(AgentHome.fromEnvironment(Map.of("AGENT_HOME", " ", "HOME", ""))
                        .folder())
                .isEqualTo(usual);
    }

    @Test
    void it_is_made_with_all_above_it_for_the_owner_only() throws Exception {
        var home = AgentHome.at(folder.resolve("a/b"));
        home.create();
        assertThat(rights(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(rights(home.folder())).isEqualTo("rwx------");
        assertThat(rights(home.database())).isEqualTo("rw-------");
    }

    @Test
    void so_is_all_that_is_made_in_it() throws Exception {
        var home = AgentHome.at(folder.resolve("home"));
        try (var store = SessionStore.open(home)) {
            write(store, "s", List.of(said(1, "x".repeat(300_000))));
            home.filesOf("s");
            home.beginnings();
            try (var all = Files.walk(home.folder())) {
                assertThat(all)
                        .anyMatch(file -> file.endsWith("reserve"))
                        .anyMatch(file -> file.endsWith("beginning.lock"))
                        .allSatisfy(file -> assertThat(rights(file)).endsWith("------"));
            }
        }
    }

    @Test
    void a_folder_that_is_there_keeps_its_rights() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        AgentHome.at(folder).create();
        AgentHome.at(folder).create();
        assertThat(rights(folder)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_file_in_its_place_is_named() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionStore.open(AgentHome.at(file)))
                .withMessageContaining(file + " is a file")
                .withMessageContaining("AGENT_HOME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionStore.open(AgentHome.at(file.resolve("below"))))
                .withMessageContaining(file + " is a file");
    }

    @Test
    void a_read_only_disk_is_told() throws Exception {
        try (var disk = SmallDisk.mounted("size=1m,ro")) {
            var home = AgentHome.at(disk.root().resolve("home"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionStore.open(home))
                    .withMessageContaining(home.folder().toString())
                    .withMessageContaining("make it writable")
                    .withMessageContaining("AGENT_HOME");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionStore.open(AgentHome.at(disk.root())))
                    .withMessageContaining("make it writable");
        }
    }

    @Test
    void what_is_no_database_is_left_as_it_is_and_named() throws Exception {
        var home = AgentHome.at(folder);
        Files.writeString(home.database(), "Dear diary, ".repeat(100));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SessionStore.open(home))
                .withMessageContaining("journal.db is no SQLite database");
        assertThat(home.database()).hasContent("Dear diary, ".repeat(100));
    }

    @Test
    void many_that_open_a_new_store_at_once_all_can() throws Exception {
        Callable<Integer> opening = () -> {
            try (var store = SessionStore.open(AgentHome.at(folder.resolve("new")))) {
                return store.list().size();
            }
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var opened : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> opening).toList())) {
                assertThat(opened.get()).isZero();
            }
        }
    }
}
