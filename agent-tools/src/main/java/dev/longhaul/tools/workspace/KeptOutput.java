package dev.longhaul.tools.workspace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The beginning and the end of what a command writes, however much that is. For one thread. */
final class KeptOutput {

    /** Colours and other orders to a terminal. */
    private static final Pattern ESCAPES =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?|[@-Z\\\\^_])");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F]");

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail;
    private final int headSize;
    private long written;

    /** Keeps at most so many bytes. */
    KeptOutput(int bytes) {
        this.headSize = bytes / 2;
        this.tail = new byte[bytes - headSize];
    }

    void add(byte[] bytes, int count) {
        int first = Math.min(count, headSize - head.size());
        head.write(bytes, 0, first);
        for (int i = Math.max(first, count - tail.length); i < count; i++) {
            tail[(int) ((written + i - headSize) % tail.length)] = bytes[i];
        }
        written += count;
    }

    /** As text that can be shown: UTF-8, without orders to a terminal. */
    String text() {
        long rest = written - head.size();
        int kept = (int) Math.min(rest, tail.length);
        var end = new ByteArrayOutputStream();
        for (long at = rest - kept; at < rest; at++) {
            end.write(tail[(int) (at % tail.length)]);
        }
        if (rest == kept) {
            head.writeBytes(end.toByteArray());
            return clean(head);
        }
        return "%s\n[... %s bytes left out ...]\n%s"
                .formatted(clean(head), String.format(Locale.ROOT, "%,d", rest - kept), clean(end));
    }

    private static String clean(ByteArrayOutputStream bytes) {
        var text = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        return CONTROL.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("");
    }
}
