package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder of somebody else, who lets others read the journal, but whose newer files are for him alone. */
@DisabledOnOs(OS.WINDOWS)
class ForeignHomeTest {

    private static final String LARGE = "0123456789".repeat(10_000);

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

    private void hold(String... words) {
        var lease = take(store, "s");
        for (int i = 0; i < words.length; i++) {
            store.append(lease, List.of(said(i + 1, words[i])));
        }
    }

    private Path close(String part) throws IOException {
        try (var all = Files.walk(folder.resolve(part))) {
            var file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        }
    }

    @Test
    void a_session_whose_holders_lock_may_not_be_opened_is_listed_as_held_and_can_be_read() throws Exception {
        hold("first", "second");
        close("locks");
        try (var other = Child.bound(Looking.class, folder.toString())) {
            assertThat(other.line()).isEqualTo("Optional[this-machine]");
            assertThat(other.line()).isEqualTo("2");
            assertThat(other.line()).startsWith("Sound");
            assertThat(other.exit()).isZero();
        }
    }

    @Test
    void a_payload_that_may_not_be_read_is_named_with_the_right_it_takes_and_is_not_called_damaged() throws Exception {
        hold("small", LARGE);
        var file = close("blobs");
        try (var other = Child.bound(Looking.class, folder.toString())) {
            assertThat(other.line()).isEqualTo("Optional[this-machine]");
            for (int look = 0; look < 2; look++) {
                assertThat(other.line())
                        .contains(file + ": a payload of session s; this user needs the right to read it");
            }
            assertThat(other.exit()).isZero();
        }
    }
}
