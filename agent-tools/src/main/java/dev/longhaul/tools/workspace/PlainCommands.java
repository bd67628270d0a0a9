package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a shell's line as commands of plain words, if that is all it is. */
final class PlainCommands {

    /** These write nowhere else. */
    private static final Pattern HARMLESS = Pattern.compile("(?<=\\s)(2>&1|[12&]?>\\s?/dev/null)(?=[\\s;|&]|$)");

    private static final String SEPARATORS = ";|&\n";
    private static final String NOT_PLAIN = "$`\\(){}<>";
    private static final String NOT_PLAIN_IN_QUOTES = "$`\\";

    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;

    private PlainCommands() {}

    /** The words of each command; empty if the line does more than call commands one after the other or in a pipe. */
    static Optional<List<List<String>>> of(String line) {
        var reader = new PlainCommands();
        return reader.read(HARMLESS.matcher(line).replaceAll(" ")) ? Optional.of(reader.commands) : Optional.empty();
    }

    private boolean read(String line) {
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\'' || c == '"') {
                int end = line.indexOf(c, at + 1);
                if (end < 0 || (c == '"' && holdsAny(line.substring(at, end), NOT_PLAIN_IN_QUOTES))) {
                    return false;
                }
                word.append(line, at + 1, end);
                isInWord = true;
                at = end;
            } else if (NOT_PLAIN.indexOf(c) >= 0) {
                return false;
            } else {
                plain(c);
            }
        }
        endCommand();
        return true;
    }

    private static boolean holdsAny(String text, String some) {
        return text.chars().anyMatch(c -> some.indexOf(c) >= 0);
    }

    private void plain(char c) {
        if (SEPARATORS.indexOf(c) >= 0) {
            endCommand();
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else {
            word.append(c);
            isInWord = true;
        }
    }

    private void endWord() {
        if (isInWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        isInWord = false;
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty()) {
            commands.add(words);
        }
        words = new ArrayList<>();
    }
}
