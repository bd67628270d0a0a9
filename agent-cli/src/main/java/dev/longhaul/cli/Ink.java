package dev.longhaul.cli;

import java.util.Map;
import java.util.regex.Pattern;

/** Colour where a person looks on, none where a program does. */
final class Ink {

    /** Control characters of both sets, and what turns the direction of writing; line ends and tabs may stay. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

    private final boolean coloured;

    Ink(boolean coloured) {
        this.coloured = coloured;
    }

    /**
     * Colour on a terminal, unless {@code NO_COLOR} is set. Java 21 cannot tell a terminal from a pipe; the {@code agent}
     * script can, and says so in {@code AGENT_TERMINAL}.
     */
    static Ink forTerminal(Map<String, String> environment) {
        return new Ink(environment.containsKey("AGENT_TERMINAL") && !environment.containsKey("NO_COLOR"));
    }

    /** Without what would steer the terminal or reorder the line: models and tools may say anything. */
    static String harmless(String text) {
        return STEERING.matcher(text).replaceAll("");
    }

    /** The same on one line, with one space wherever there are several, or line ends. */
    static String line(String text) {
        return harmless(text).replaceAll("\\s+", " ").strip();
    }

    /**
     * With all that cannot be seen made visible, as {@code \\u{9b}}, but line ends and tabs: for what a person decides on. Nothing is
     * left out.
     */
    static String exact(String text) {
        var exact = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || isSeen(point)) {
                exact.appendCodePoint(point);
            } else {
                exact.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return exact.toString();
    }

    /** The same on one line: one space wherever there are several, or line ends. */
    static String exactLine(String text) {
        return exact(text.replace("\r\n", "\n")).replaceAll("\\s+", " ").strip();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    String good(String text) {
        return paint("32", text);
    }

    String warn(String text) {
        return paint("33", text);
    }

    String strong(String text) {
        return paint("1;36", text);
    }

    String quiet(String text) {
        return paint("2", text);
    }

    /** What is painted may hold anybody's words. */
    private String paint(String code, String text) {
        var harmless = harmless(text);
        return coloured && !harmless.isEmpty() ? "\u001b[" + code + "m" + harmless + "\u001b[0m" : harmless;
    }
}
