package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.compaction.Beginning;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found on a disk: whole, long, huge, gone, and not text at all. */
class PinnedFilesTest {

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("f"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Beginning begin(Path path, int mostChars) throws IOException {
        return new PinnedFiles().begin(path, mostChars);
    }

    @Test
    void aShortFileIsWhole() throws Exception {
        assertThat(begin(file("grün\n"), 5)).isEqualTo(new Beginning("grün\n", 0));
        assertThat(new PinnedFiles().read(file("grün\n"))).isEqualTo("grün\n");
    }

    @Test
    void aLongOneIsCutAtALineEndAndTheRestIsCounted() throws Exception {
        assertThat(begin(file("grün\n".repeat(100)), 12)).isEqualTo(new Beginning("grün\ngrün\n", 98 * 6));
    }

    @Test
    void ofAHugeOneNoMoreIsReadThanIsShown() throws Exception {
        var path = file("rule\n".repeat(10));
        try (var huge = new RandomAccessFile(path.toFile(), "rw")) {
            huge.setLength(8L << 30);
        }
        assertThat(begin(path, 10)).isEqualTo(new Beginning("rule\nrule\n", (8L << 30) - 10));
    }

    @Test
    void aCharacterThatTheReadingCutsInTwoIsNotTakenForBrokenText() throws Exception {
        for (int length = 1; length < 12; length++) {
            var content = "x".repeat(length) + "\uD83D\uDE00".repeat(40);
            assertThat(content).startsWith(begin(file(content), 7).text());
        }
    }

    @Test
    void whatIsNotTextIsRefused() throws Exception {
        assertThatThrownBy(() -> begin(file(new byte[] {'a', (byte) 0xff, 'b'}), 10))
                .isInstanceOf(IOException.class)
                .hasMessage("not text in UTF-8");
        assertThatThrownBy(() -> begin(file("a\0b"), 10)).hasMessageContaining("zero byte");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> begin(folder, 10)).hasMessage("not a regular file");
        assertThatThrownBy(() -> begin(folder.resolve("gone"), 10)).isInstanceOf(NoSuchFileException.class);
    }
}
