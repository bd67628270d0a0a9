package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One search: what it found, and what it passed over. For one thread. */
final class Search {

    private static final int MOST_LINES = 200;
    private static final int MOST_FILE_BYTES = 4_000_000;
    private static final int AROUND = 120;

    private final Pattern pattern;
    private final TimeLimit limit;
    private final List<String> lines = new ArrayList<>();
    private int found;
    private int files;
    private final Skipped skipped = new Skipped();

    /** Files that were not searched, by reason. */
    private static final class Skipped {
        private int binary;
        private int large;
        private int unreadable;
        private int tooHard;

        String text() {
            return part(binary, "binary files were left out")
                    + part(large, "files with more than " + WorkspaceException.size(MOST_FILE_BYTES) + " were left out")
                    + part(unreadable, "files could not be read")
                    + part(tooHard, "files have lines too long for this pattern");
        }

        private static String part(int count, String what) {
            return count == 0 ? "" : "\n[" + count + " " + what + "]";
        }
    }

    Search(Pattern pattern, TimeLimit limit) {
        this.pattern = pattern;
        this.limit = limit;
    }

    void file(Folder folder, TreePath path, Stat stat) throws IOException {
        limit.check();
        if (stat.size() > MOST_FILE_BYTES) {
            skipped.large++;
            return;
        }
        byte[] content;
        try (var in = Channels.newInputStream(folder.read(path.names().getLast()))) {
            content = in.readNBytes(MOST_FILE_BYTES);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // Gone, replaced or not ours to read: the others can still be searched.
            skipped.unreadable++;
            return;
        }
        var encoding = Encoding.of(content);
        if (encoding.isEmpty()) {
            skipped.binary++;
            return;
        }
        files++;
        text(encoding.get().decodedLeniently(content), path);
    }

    private void text(String text, TreePath path) {
        var matcher = pattern.matcher("");
        int number = 0;
        try {
            for (int start = 0; start < text.length(); ) {
                int newline = text.indexOf('\n', start);
                int end = newline < 0 ? text.length() : newline;
                number++;
                line(matcher, text.substring(start, isReturn(text, start, end) ? end - 1 : end), path, number);
                start = end + 1;
            }
        } catch (StackOverflowError e) {
            // Java's expressions recurse for some repetitions; other files may have shorter lines.
            skipped.tooHard++;
        }
    }

    private static boolean isReturn(String text, int start, int end) {
        return end > start && text.charAt(end - 1) == '\r';
    }

    private void line(Matcher matcher, String line, TreePath path, int number) {
        if (matcher.reset(new BoundedText(line, limit)).find() && ++found <= MOST_LINES) {
            lines.add(path + ":" + number + ":" + around(line, matcher.start(), matcher.end()));
        }
    }

    /** The line, or of a long one what is near the match. */
    private static String around(String line, int start, int end) {
        if (line.length() <= 3 * AROUND) {
            return line;
        }
        int from = Math.max(0, start - AROUND);
        int to = Math.min(line.length(), Math.min(end, start + AROUND) + AROUND);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    String report(boolean isComplete, Optional<Duration> stoppedAfter) throws WorkspaceException {
        var stopped = stoppedAfter
                .map(time ->
                        "\n[stopped after %d s, when %d files were searched: name a path or a glob, or give a simpler"
                                        .formatted(time.toSeconds(), files)
                                + " pattern]")
                .orElse("");
        if (found == 0 && stoppedAfter.isPresent()) {
            throw new WorkspaceException("nothing was found in time" + stopped);
        }
        var all = found == 0 ? "(no line matches in %d files)".formatted(files) : String.join("\n", lines);
        var left = found > MOST_LINES
                ? "\n[and %d more lines: name a path or a glob, or give a narrower pattern]"
                        .formatted(found - MOST_LINES)
                : "";
        var notAll = isComplete ? "" : "\n[not all folders could be looked at: give a path]";
        return all + left + skipped.text() + notAll + stopped;
    }
}
