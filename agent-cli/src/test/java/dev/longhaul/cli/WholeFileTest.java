package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("one.jsonl");
    }

    private static long whole(Appendable out) throws IOException {
        out.append("new\n");
        return 1;
    }

    private static long half(Appendable out) throws IOException {
        out.append("half of".repeat(10_000));
        throw new IOException("event 7 is damaged");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void assumeRights() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "files have no rights here");
    }

    @Test
    void a_file_that_fails_leaves_what_was_there_and_nothing_beside_it() throws IOException {
        Files.writeString(file, "old\n");
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file, WholeFileTest::half))
                .withMessage("event 7 is damaged");
        assertThat(file).hasContent("old\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void of_a_new_file_that_fails_nothing_is_left() {
        assertThatIOException().isThrownBy(() -> WholeFile.write(file, WholeFileTest::half));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_new_file_is_for_its_owner_only() throws IOException {
        assumeRights();
        assertThat(WholeFile.write(file, WholeFileTest::whole)).isEqualTo(1);
        assertThat(file).hasContent("new\n");
        assertThat(rights(file)).isEqualTo("rw-------");
    }

    @Test
    void a_file_that_is_replaced_keeps_its_rights_and_the_links_to_it() throws IOException {
        assumeRights();
        Files.writeString(file, "old, and longer\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("one.jsonl"));
        WholeFile.write(link, WholeFileTest::whole);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new\n");
        assertThat(rights(file)).isEqualTo("rw-r-----");
    }

    @Test
    void a_link_to_a_file_that_is_not_there_makes_it() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("one.jsonl"));
        WholeFile.write(link, WholeFileTest::whole);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new\n");
    }

    @Test
    void a_pipe_is_written_to_and_stays_one() throws Exception {
        assumeTrue(
                new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0,
                "no named pipes can be made here");
        var read = CompletableFuture.supplyAsync(() -> content(file));
        WholeFile.write(file, WholeFileTest::whole);
        assertThat(read.join()).isEqualTo("new\n");
        assertThat(Files.isRegularFile(file)).isFalse();
    }

    private static String content(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void a_device_that_takes_nothing_says_so() {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no such device here");
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(full, WholeFileTest::whole))
                .withMessageContaining("No space");
        assertThat(full).exists();
    }
}
