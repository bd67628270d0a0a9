package dev.longhaul.runner;

import dev.longhaul.compaction.Beginning;
import dev.longhaul.compaction.PinReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads pinned files from the disk, and no more of a large one than is shown. Refuses what may never end, such as a pipe, and
 * what is not text. Stateless.
 */
final class PinnedFiles implements PinReader.Files {

    /** UTF-8 has at most three bytes for each Java character. */
    private static final long BYTES_PER_CHAR = 3;

    @Override
    public String read(Path path) throws IOException {
        return begin(path, Integer.MAX_VALUE).text();
    }

    @Override
    public Beginning begin(Path path, int mostChars) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw Files.exists(path) ? new IOException("not a regular file") : new NoSuchFileException(path.toString());
        }
        try (var in = Files.newInputStream(path)) {
            long most = Math.min(Integer.MAX_VALUE - 8, (mostChars + 1L) * BYTES_PER_CHAR);
            var bytes = in.readNBytes((int) most);
            boolean whole = bytes.length < most;
            return Beginning.of(text(bytes, whole), Math.max(bytes.length, Files.size(path)), mostChars);
        }
    }

    private static String text(byte[] bytes, boolean whole) throws IOException {
        var text = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, whole);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw new IOException("not text in UTF-8", e);
        }
        if (text.flip().chars().anyMatch(c -> c == 0)) {
            throw new IOException("not text: it holds a zero byte");
        }
        return text.toString();
    }
}
