package dev.longhaul.cli;

import java.util.Map;

/** Colour where a person looks on, none where a program does. */
final class Ink {

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

    /** Without what would steer the terminal: models and tools may say anything. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
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

    private String paint(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
