package dev.longhaul.tools.workspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One text in the place of another that occurs exactly once. Pure. */
final class Edit {

    private static final int SHOWN = 10;
    private static final int MOST_COUNTED = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String oldText;
    private final String newText;

    /**
     * Takes the texts as the model wrote them.
     *
     * @throws WorkspaceException if there is nothing to replace, or nothing to change
     */
    Edit(String oldText, String newText) throws WorkspaceException {
        if (oldText.isEmpty()) {
            throw new WorkspaceException(
                    "old_text is empty: give the text to replace, or use write_file for a new file");
        }
        this.oldText = LineEnds.normal(oldText);
        this.newText = LineEnds.normal(newText);
        if (this.oldText.equals(this.newText)) {
            throw new WorkspaceException("old_text and new_text are the same: there is nothing to change");
        }
    }

    /**
     * The text after the edit; line ends stay, and new lines get those of the place.
     *
     * @throws WorkspaceException if {@code old_text} does not occur, or more than once; says where
     */
    String in(String text, String path) throws WorkspaceException {
        var matcher = matcher(oldText, text);
        if (!matcher.find()) {
            throw new WorkspaceException(missing(text, path));
        }
        int start = matcher.start();
        int end = matcher.end();
        if (matcher.find(start + 1)) {
            throw new WorkspaceException(ambiguous(text, path));
        }
        var place = text.substring(start, end);
        var ends = LineEnds.of(place.contains("\n") ? place : text);
        return text.substring(0, start) + ends.in(newText) + text.substring(end);
    }

    /** An end of line stands for either kind, and is one place, not two. */
    private static Matcher matcher(String wanted, String text) {
        var pattern = Arrays.stream(wanted.split("\n", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:\r\n|(?<!\r)\n)"));
        return Pattern.compile(pattern).matcher(new BoundedText(text, TimeLimit.of(LONGEST)));
    }

    private String ambiguous(String text, String path) {
        var lines = lines(text);
        return "old_text occurs %s%d times in %s, at lines %s: add lines around it until it occurs once"
                .formatted(lines.size() < MOST_COUNTED ? "" : "at least ", lines.size(), path, shown(lines));
    }

    /** The line of every place where the old text stands; places may overlap. */
    private List<Integer> lines(String text) {
        var lines = new ArrayList<Integer>();
        var matcher = matcher(oldText, text);
        int line = 1;
        int counted = 0;
        for (int from = 0; lines.size() < MOST_COUNTED && matcher.find(from); from = matcher.start() + 1) {
            for (; counted < matcher.start(); counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            lines.add(line);
        }
        return lines;
    }

    private static String shown(List<Integer> lines) {
        var first = lines.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return lines.size() > SHOWN ? first + " and more" : first;
    }

    private String missing(String text, String path) {
        var said = "old_text does not occur in %s".formatted(path);
        if (!newText.isBlank() && matcher(newText, text).find()) {
            return said + ", but new_text does: perhaps this edit is done already; read the file before you go on";
        }
        return said + nearest(text) + ": read the file and copy the text as it is, without line numbers";
    }

    /** Where it would stand but for blanks, the usual mistake. */
    private String nearest(String text) {
        var wanted = oldText.strip().lines().findFirst().orElse("").strip();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size() && !wanted.isEmpty(); i++) {
            if (lines.get(i).strip().equals(wanted)) {
                return " (a line like its first one is line %d; blanks or later lines differ)".formatted(i + 1);
            }
        }
        return "";
    }
}
